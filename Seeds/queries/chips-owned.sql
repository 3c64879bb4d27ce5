-- title: How many chips each owner has, newest figures only
-- title_zh: 各所有者的芯片数量（仅最新数据）
-- description: The newest level of each owner and maker of chips, in units and in H100 equivalents,
--   each with the interval its source gives. Levels of different dates are never added up, and the
--   two columns of one row are of the same date.
-- description_zh: 各所有者、各类芯片的最新存量，含颗数与 H100 等效数及来源给出的区间。不同日期的存量不相加，
--   同一行两列为同一日期。
-- param: owner entity = -- Only this owner | 仅此所有者
WITH level AS (
  SELECT subject, subject_name, subject_name_zh, object, date, value, low, high,
         unit = 'chip' AS is_units,
         CASE WHEN condition LIKE '%, units' THEN substr(condition, 1, length(condition) - 7)
              ELSE condition END AS chips
    FROM latest_figures
   WHERE measure = 'chips-owned' AND (:owner IS NULL OR subject = :owner))
SELECT subject AS owner, subject_name AS name, subject_name_zh AS name_zh, chips,
       object AS chip, date,
       max(value) FILTER (WHERE is_units) AS units,
       max(low) FILTER (WHERE is_units) AS units_low,
       max(high) FILTER (WHERE is_units) AS units_high,
       max(value) FILTER (WHERE NOT is_units) AS h100_equivalents,
       max(low) FILTER (WHERE NOT is_units) AS h100_equivalents_low,
       max(high) FILTER (WHERE NOT is_units) AS h100_equivalents_high
  FROM level
 GROUP BY subject, chips, object, date
 ORDER BY h100_equivalents DESC NULLS LAST, units DESC, subject, chips, object;
