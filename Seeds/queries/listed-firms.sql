-- title: Firms on official lists, from and to when
-- title_zh: 各官方清单所列企业及起止日期
-- description: Firms, institutions and others on the Entity List, the 1260H list, China's own lists
--   and further ones. No end on record means that none is known, not that it is still listed.
-- description_zh: 列入实体清单、1260H 清单、中国各清单等的企业与机构及其他主体。无终止日期仅表示无记录，不等于仍在清单上。
-- param: list entity:policy = -- Only this list | 仅此清单
-- param: country entity:country = -- Only those seated in this country | 仅总部在此国家/地区的
SELECT e.key, e.kind, e.name, e.name_zh,
       (SELECT group_concat(name, '; ') FROM (
         SELECT DISTINCT c.name FROM relation h JOIN entity c ON c.id = h.object
          WHERE h.subject = e.id AND h.retired IS NULL AND h.predicate IN (
            SELECT id FROM predicate WHERE name IN ('headquartered_in', 'located_in'))
          ORDER BY c.name)) AS countries,
       l.key AS list, l.name AS list_name, l.name_zh AS list_name_zh,
       r.valid_from AS listed_from, r.valid_to AS listed_to, r.note,
       (SELECT group_concat(key, '; ') FROM (
         SELECT DISTINCT s.key FROM citation c JOIN source s ON s.id = c.source
          WHERE c.relation = r.id AND c.rank >= 0 AND c.retired IS NULL ORDER BY s.key)) AS sources
  FROM relation r
  JOIN predicate p ON p.id = r.predicate AND p.name = 'listed_on'
  JOIN entity e ON e.id = r.subject AND e.retired IS NULL
  JOIN entity l ON l.id = r.object
 WHERE r.retired IS NULL
   AND (:list IS NULL OR l.key = :list)
   AND (:country IS NULL OR EXISTS (
     SELECT 1 FROM relation h JOIN entity c ON c.id = h.object
      WHERE h.subject = e.id AND c.key = :country AND h.retired IS NULL AND h.predicate IN (
        SELECT id FROM predicate WHERE name IN ('headquartered_in', 'located_in'))))
 ORDER BY e.key, r.valid_from, l.key;
