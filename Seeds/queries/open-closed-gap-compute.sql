-- title: How far open models are behind closed ones in training compute
-- title_zh: 开放模型在训练算力上落后封闭模型多久
-- description: Each model with open weights that was trained with more compute than any before it,
--   beside the first closed model with at least as much, and the days between the two releases
--   (negative: the open one came first; a date without a day counts as its first day). Models
--   without a release date, an openness or a compute on record are left out.
-- description_zh: 每一个训练算力创新高的开放权重模型，与最早达到同等算力的封闭模型对照，并给出发布日期相差的天数
--   （负数表示开放模型在先；日期缺日的按首日计）。缺发布日期、开放程度或训练算力的模型不计。
-- param: country entity:country = -- Open models of this country only | 仅此国家/地区的开放模型
WITH dated AS (
  SELECT e.key, e.name, e.name_zh, m.released, m.training_flop,
         m.openness LIKE 'weights-%' AS is_open,
         m.released || substr('-01-01', length(m.released) - 3) AS day,
         :country IS NULL OR EXISTS (
           SELECT 1 FROM model_country o JOIN entity c ON c.id = o.country
            WHERE o.model = m.id AND c.key = :country) AS is_wanted
    FROM model m JOIN entity e ON e.id = m.id AND e.retired IS NULL
   WHERE m.form IS NOT 'family' AND m.released IS NOT NULL AND m.openness IS NOT NULL
     AND m.training_flop IS NOT NULL),
opened AS (
  SELECT *, max(training_flop) OVER (
           ORDER BY day, training_flop DESC, key
           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS best_before
    FROM dated WHERE is_open AND is_wanted)
SELECT o.released, o.name AS open_model, o.name_zh AS open_model_zh, o.training_flop,
       c.released AS closed_released, c.name AS closed_model, c.name_zh AS closed_model_zh,
       c.training_flop AS closed_training_flop,
       CAST(julianday(o.day) - julianday(c.day) AS INTEGER) AS days_behind
  FROM opened o
  LEFT JOIN dated c ON c.key = (
    SELECT d.key FROM dated d
     WHERE NOT d.is_open AND d.training_flop >= o.training_flop ORDER BY d.day, d.key LIMIT 1)
 WHERE o.best_before IS NULL OR o.training_flop > o.best_before
 ORDER BY o.day, o.key;
