-- title: Figures that are older than a date
-- title_zh: 早于某日期的数据
-- description: The newest figure of each series, where it ends before the date: what ought to be
--   looked up again. With the sources that gave it.
-- description_zh: 各数据序列的最新一条若早于给定日期则列出，以便更新；附来源。
-- param: before date = 2025 -- Figures for a time before this | 早于此日期
-- param: measure text = -- Only this measure: revenue, chips-owned, score … | 仅此指标
WITH latest AS (
  SELECT f.*, ifnull(f.until, f.date) AS last
    FROM figure f
   WHERE f.retired IS NULL AND NOT EXISTS (
     SELECT 1 FROM figure n
      WHERE n.subject = f.subject AND n.measure = f.measure AND n.object IS f.object
        AND n.condition = f.condition AND n.basis = f.basis AND n.unit IS f.unit
        AND n.currency IS f.currency AND n.retired IS NULL
        AND (ifnull(n.until, n.date), n.date, n.id) > (ifnull(f.until, f.date), f.date, f.id)))
SELECT e.key AS subject, e.name, e.name_zh, f.measure, o.key AS object,
       nullif(f.condition, '') AS condition, f.date, f.until, f.value, f.low, f.high, f.unit,
       f.currency, f.basis,
       (SELECT group_concat(key, '; ') FROM (
         SELECT DISTINCT s.key FROM citation c JOIN source s ON s.id = c.source
          WHERE c.figure = f.id AND c.rank >= 0 AND c.retired IS NULL ORDER BY s.key)) AS sources
  FROM latest f
  JOIN entity e ON e.id = f.subject AND e.retired IS NULL
  LEFT JOIN entity o ON o.id = f.object
 WHERE f.last || substr('-12-31', length(f.last) - 3)
         < :before || substr('-01-01', length(:before) - 3)
   AND (:measure IS NULL OR f.measure = :measure)
 ORDER BY f.last, e.key, f.measure, o.key, condition;
