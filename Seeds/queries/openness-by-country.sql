-- title: Models by country and openness, year by year
-- title_zh: 各国/地区模型的开放程度（按年）
-- description: How many models of each year and country of origin can be had how. A joint model
--   counts for each of its countries; families are left out. A blank openness or year is not on
--   record; share is that of the year and country.
-- description_zh: 各年、各来源国/地区的模型按开放程度计数。合作模型分别计入各国/地区，不计模型系列；
--   开放程度或年份空白表示无记录；share 为该年该国/地区内的占比。
-- param: country entity:country = -- Only this country | 仅此国家/地区
-- param: since date = 2022 -- Released in this year or later | 此年及以后发布
SELECT substr(m.released, 1, 4) AS year, c.name AS country, c.name_zh AS country_zh, m.openness,
       count(*) AS models,
       round(1.0 * count(*) / sum(count(*)) OVER (PARTITION BY substr(m.released, 1, 4), c.id), 3)
         AS share
  FROM model m
  JOIN entity e ON e.id = m.id AND e.retired IS NULL
  JOIN model_country o ON o.model = m.id
  JOIN entity c ON c.id = o.country
 WHERE m.form IS NOT 'family'
   AND (:country IS NULL OR c.key = :country)
   AND (m.released IS NULL OR substr(m.released, 1, 4) >= substr(:since, 1, 4))
 GROUP BY year, c.id, m.openness
 ORDER BY year NULLS LAST, country, models DESC, m.openness;
