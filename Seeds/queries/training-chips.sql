-- title: Which models were trained on which chips
-- title_zh: 哪些模型用哪些芯片训练
-- description: A row for each model and chip its training ran on, with the number of chips where a
--   source gives it, the countries of the model and of the chip's designers, and the sources.
-- description_zh: 每个模型与其训练所用芯片一行，含芯片数量（来源有载时）、模型来源国/地区、芯片设计者所在国/地区与来源。
-- param: country entity:country = -- Only models of this country | 仅此国家/地区的模型
-- param: chip entity:chip = -- Only this chip | 仅此芯片
-- param: designer entity = -- Only chips of this designer | 仅此设计者的芯片
SELECT e.key, e.name, e.name_zh, m.released,
       (SELECT group_concat(name, '; ') FROM (
         SELECT c.name FROM model_country o JOIN entity c ON c.id = o.country
          WHERE o.model = m.id ORDER BY c.name)) AS countries,
       h.key AS chip, h.name AS chip_name, h.name_zh AS chip_name_zh,
       (SELECT group_concat(name, '; ') FROM (
         SELECT DISTINCT f.name FROM relation d JOIN entity f ON f.id = d.subject
          WHERE d.object = h.id AND d.retired IS NULL
            AND d.predicate = (SELECT id FROM predicate WHERE name = 'designs')
          ORDER BY f.name)) AS designers,
       r.quantity AS chips, r.note,
       (SELECT group_concat(key, '; ') FROM (
         SELECT DISTINCT s.key FROM citation c JOIN source s ON s.id = c.source
          WHERE c.relation = r.id AND c.rank >= 0 AND c.retired IS NULL ORDER BY s.key)) AS sources
  FROM relation r
  JOIN predicate p ON p.id = r.predicate AND p.name = 'trained_on'
  JOIN model m ON m.id = r.subject
  JOIN entity e ON e.id = m.id AND e.retired IS NULL
  JOIN entity h ON h.id = r.object AND h.kind = 'chip'
 WHERE r.retired IS NULL
   AND (:chip IS NULL OR h.key = :chip)
   AND (:country IS NULL OR EXISTS (
     SELECT 1 FROM model_country o JOIN entity c ON c.id = o.country
      WHERE o.model = m.id AND c.key = :country))
   AND (:designer IS NULL OR EXISTS (
     SELECT 1 FROM relation d JOIN entity f ON f.id = d.subject
      WHERE d.object = h.id AND f.key = :designer AND d.retired IS NULL
        AND d.predicate = (SELECT id FROM predicate WHERE name = 'designs')))
 ORDER BY m.released NULLS LAST, e.key, h.key;
