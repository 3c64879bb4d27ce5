-- title: How far open models are behind closed ones on benchmarks
-- title_zh: 开放模型在基准测试上落后封闭模型多久
-- description: On each benchmark, each model with open weights that scored higher than any open one
--   released before it, beside the first closed model that scored at least as much, and the days
--   between the two releases (negative: the open one came first). The settings of two scores may
--   differ: compare the conditions. A blank closed model: none on record scored as much.
-- description_zh: 在每项基准测试上，每一个刷新开放模型最高分的模型，与最早取得同等分数的封闭模型对照，并给出发布日期
--   相差的天数（负数表示开放模型在先）。两项得分的测试条件可能不同，请对照 condition；封闭模型空白表示尚无同分记录。
-- param: benchmark entity:concept = -- Only this benchmark | 仅此基准测试
WITH scored AS (
  SELECT b.key AS benchmark, e.key, e.name, e.name_zh, m.released, f.value AS score,
         nullif(f.condition, '') AS condition, m.openness LIKE 'weights-%' AS is_open,
         m.released || substr('-01-01', length(m.released) - 3) AS day, f.id
    FROM figure f
    JOIN entity b ON b.id = f.object
    JOIN entity e ON e.id = f.subject AND e.retired IS NULL
    JOIN model m ON m.id = e.id
   WHERE f.measure = 'score' AND f.retired IS NULL AND f.value IS NOT NULL
     AND m.released IS NOT NULL AND m.openness IS NOT NULL
     AND (:benchmark IS NULL OR b.key = :benchmark)),
opened AS (
  SELECT *, max(score) OVER (
           PARTITION BY benchmark ORDER BY day, score DESC, key, id
           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS best_before
    FROM scored WHERE is_open)
SELECT o.benchmark, o.released, o.name AS open_model, o.name_zh AS open_model_zh, o.score,
       o.condition, c.released AS closed_released, c.name AS closed_model,
       c.name_zh AS closed_model_zh, c.score AS closed_score, c.condition AS closed_condition,
       CAST(julianday(o.day) - julianday(c.day) AS INTEGER) AS days_behind
  FROM opened o
  LEFT JOIN scored c ON c.id = (
    SELECT d.id FROM scored d
     WHERE d.benchmark = o.benchmark AND NOT d.is_open AND d.score >= o.score
     ORDER BY d.day, d.score DESC, d.id LIMIT 1)
 WHERE o.best_before IS NULL OR o.score > o.best_before
 ORDER BY o.benchmark, o.day, o.key;
