-- title: One system against another, per rack and per chip
-- title_zh: 两套系统对比：整机与单芯片
-- description: Each number of two systems (or of any two chips), for the whole and for one of its
--   accelerators, with the ratio of the first to the second. Efficiencies are worked out from the
--   numbers on record. Blank: not on record.
-- description_zh: 两套系统（或任意两款芯片）的各项数值：整机值、单加速器值及前者与后者之比。能效由记录的数值算出。
--   空白表示无记录。
-- param: a entity:chip = cloudmatrix-384 -- The first system | 第一套系统
-- param: b entity:chip = gb200-nvl72 -- The second system | 第二套系统
WITH spec AS (
  SELECT e.key, c.*, CASE c.form WHEN 'chip' THEN 1 ELSE c.chips END AS accelerators
    FROM chip c JOIN entity e ON e.id = c.id WHERE e.key IN (:a, :b)),
number(place, property, unit, key, value, accelerators) AS (
            SELECT  1, 'accelerators', NULL, key, accelerators, NULL FROM spec
  UNION ALL SELECT  2, 'FP16 dense', 'FLOP/s', key, fp16_dense_flop_per_s, accelerators FROM spec
  UNION ALL SELECT  3, 'FP8 dense', 'FLOP/s', key, fp8_dense_flop_per_s, accelerators FROM spec
  UNION ALL SELECT  4, 'FP4 dense', 'FLOP/s', key, fp4_dense_flop_per_s, accelerators FROM spec
  UNION ALL SELECT  5, 'memory', 'B', key, memory_bytes, accelerators FROM spec
  UNION ALL SELECT  6, 'memory bandwidth', 'B/s', key, memory_bytes_per_s, accelerators FROM spec
  UNION ALL SELECT  7, 'power', 'W', key, tdp_watts, accelerators FROM spec
  UNION ALL SELECT  8, 'FP16 dense per watt', 'FLOP/s/W', key,
                    fp16_dense_flop_per_s / tdp_watts, NULL FROM spec
  UNION ALL SELECT  9, 'memory per watt', 'B/W', key, memory_bytes / tdp_watts, NULL FROM spec
  UNION ALL SELECT 10, 'price', f.currency, f.subject, f.value, x.accelerators
              FROM latest_figures f JOIN spec x ON x.key = f.subject
             WHERE f.measure = 'chip-price'),
side AS (
  SELECT place, property, unit, key, CAST(value AS REAL) AS whole,
         CAST(value AS REAL) / accelerators AS each
    FROM number WHERE value IS NOT NULL)
SELECT n.property, n.unit, x.whole AS a, y.whole AS b, round(x.whole / y.whole, 3) AS a_to_b,
       x.each AS a_per_chip, y.each AS b_per_chip, round(x.each / y.each, 3) AS a_to_b_per_chip
  FROM (SELECT DISTINCT place, property, unit FROM side) n
  LEFT JOIN side x ON x.place = n.place AND x.unit IS n.unit AND x.key = :a
  LEFT JOIN side y ON y.place = n.place AND y.unit IS n.unit AND y.key = :b
 ORDER BY n.place, n.unit;
