-- title: What could stand in for a product, from one country
-- title_zh: 一国/地区可替代某产品的选项
-- description: Three grounds, strongest first. stated: a source names the two as competitors.
--   supplies: a firm of the country supplies the same technology. figures: a chip of the same form,
--   designed in the country, with at least the given part of the product's FP16 dense compute; that
--   two chips have like numbers does not say that one can replace the other.
-- description_zh: 三种依据，由强到弱。stated：来源称二者为竞争者；supplies：该国/地区企业供应同一技术；
--   figures：该国/地区设计、同类、FP16 稠密算力不低于给定比例的芯片。数值相近不等于可以替代。
-- param: product entity -- The product: a chip, a technology, a model or a firm | 产品：芯片、技术、模型或企业
-- param: country entity:country = china -- Where substitutes come from | 替代来源国/地区
-- param: least number = 0.5 -- Least part of the product's compute | 算力比例下限
WITH product AS (
  SELECT e.id, e.kind, c.form, c.fp16_dense_flop_per_s AS compute
    FROM entity e LEFT JOIN chip c ON c.id = e.id WHERE e.key = :product),
-- What belongs to the country: firms seated there, what these make, what has its origin there.
home AS (
  SELECT r.subject AS id
    FROM relation r
    JOIN predicate p ON p.id = r.predicate
    JOIN entity c ON c.id = r.object
   WHERE c.key = :country AND r.retired IS NULL
     AND p.name IN ('headquartered_in', 'located_in', 'country_of_origin')),
made AS (
  SELECT id FROM home
   UNION
  SELECT r.object FROM relation r
    JOIN predicate p ON p.id = r.predicate
   WHERE r.subject IN (SELECT id FROM home) AND r.retired IS NULL
     AND p.name IN ('designs', 'develops')
   UNION  -- a technology that a firm of the country alone supplies is the country's
  SELECT r.object FROM relation r
    JOIN predicate p ON p.id = r.predicate AND p.name = 'supplies'
   WHERE r.retired IS NULL GROUP BY r.object
  HAVING min(r.subject IN (SELECT id FROM home))),
found(ground, place, id, relation, ratio) AS (
  SELECT 'stated', 1, iif(r.subject = x.id, r.object, r.subject), r.id, NULL
    FROM product x
    JOIN relation r ON x.id IN (r.subject, r.object) AND r.retired IS NULL
    JOIN predicate p ON p.id = r.predicate AND p.name = 'competes_with'
   UNION ALL
  SELECT 'supplies', 2, r.subject, min(r.id), NULL
    FROM product x
    JOIN relation r ON r.object = x.id AND r.retired IS NULL
    JOIN predicate p ON p.id = r.predicate AND p.name = 'supplies'
   WHERE x.kind = 'technology' GROUP BY r.subject
   UNION ALL
  SELECT 'figures', 3, c.id, NULL, c.fp16_dense_flop_per_s / x.compute
    FROM product x
    JOIN chip c ON c.form = x.form AND c.id <> x.id
   WHERE c.fp16_dense_flop_per_s >= x.compute * :least)
SELECT f.ground, e.key, e.kind, e.name, e.name_zh, round(coalesce(f.ratio, c.fp16_dense_flop_per_s / o.fp16_dense_flop_per_s), 3)
         AS fp16_dense_ratio,
       round(1.0 * c.memory_bytes / o.memory_bytes, 3) AS memory_ratio,
       round(1.0 * c.memory_bytes_per_s / o.memory_bytes_per_s, 3) AS memory_bandwidth_ratio,
       c.released,
       (SELECT group_concat(key, '; ') FROM (
         SELECT DISTINCT s.key FROM citation t JOIN source s ON s.id = t.source
          WHERE t.rank >= 0 AND t.retired IS NULL AND (t.relation = f.relation
                OR f.relation IS NULL AND t.entity = f.id AND t.state = 'value'
                   AND instr(',' || t.fields || ',', ',fp16_dense_flop_per_s,') > 0)
          ORDER BY s.key)) AS sources
  FROM found f
  JOIN entity e ON e.id = f.id AND e.retired IS NULL
  LEFT JOIN chip c ON c.id = f.id
  LEFT JOIN chip o ON o.id = (SELECT id FROM product)
 WHERE f.id IN (SELECT id FROM made)
   AND NOT (f.place = 3 AND EXISTS (SELECT 1 FROM found s WHERE s.id = f.id AND s.place = 1))
 ORDER BY f.place, f.ratio DESC, e.key;
