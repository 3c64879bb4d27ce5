-- title: What each export-control rule covers, and its dates of each kind
-- title_zh: 各项出口管制规则的管制对象与各类日期
-- description: One row for each rule and date: announced, published and effective as the rule
--   itself has them, further dates with the part they are about; beside it what the rule restricts,
--   what it amends, and who issued it. A rule without any date on record has one row.
-- description_zh: 每项规则的每个日期一行：规则本身的公布、刊登、生效日期，以及其他日期及其所涉部分；并列出管制对象、
--   所修订的规则与发布机构。无任何日期记录的规则占一行。
-- param: country entity:country = -- Only rules of this jurisdiction | 仅此国家/地区的规则
-- param: type text = export-control -- Type of policy: export-control, entity-list, tariff … | 政策类型
-- param: covers entity = -- Only rules that restrict this | 仅管制此对象的规则
WITH dated(policy, kind, date, scope, note) AS (
            SELECT id, 'proposed', proposed, NULL, NULL FROM policy
  UNION ALL SELECT id, 'announced', announced, NULL, NULL FROM policy
  UNION ALL SELECT id, 'published', published, NULL, NULL FROM policy
  UNION ALL SELECT id, 'effective', effective, NULL, NULL FROM policy
  UNION ALL SELECT id, 'ended', ended, NULL, NULL FROM policy
  UNION ALL SELECT v.entity, v.type, v.date, nullif(v.scope, ''), v.note FROM event v
             WHERE v.retired IS NULL
               AND NOT EXISTS (  -- the rule's own date, said once more
                 SELECT 1 FROM policy p WHERE p.id = v.entity AND v.scope = '' AND v.note IS NULL
                   AND (v.type, v.date) IN (
                     ('proposed', p.proposed), ('announced', p.announced),
                     ('published', p.published), ('effective', p.effective), ('ended', p.ended)))),
linked AS (
  SELECT r.subject AS policy, p.name AS predicate, o.key, o.name, o.name_zh
    FROM relation r
    JOIN predicate p ON p.id = r.predicate
    JOIN entity o ON o.id = r.object
   WHERE r.retired IS NULL ORDER BY o.name)
SELECT e.key, e.name, e.name_zh, p.status, p.document_no, d.kind AS date_of, d.date, d.scope,
       d.note,
       (SELECT group_concat(name, '; ') FROM linked
         WHERE policy = p.id AND predicate = 'restricts') AS restricts,
       (SELECT group_concat(coalesce(name_zh, name), '; ') FROM linked
         WHERE policy = p.id AND predicate = 'restricts') AS restricts_zh,
       (SELECT group_concat(key, '; ') FROM linked
         WHERE policy = p.id AND predicate = 'amends') AS amends,
       (SELECT group_concat(name, '; ') FROM linked
         WHERE policy = p.id AND predicate = 'issued_by') AS issued_by,
       (SELECT group_concat(coalesce(name_zh, name), '; ') FROM linked
         WHERE policy = p.id AND predicate = 'issued_by') AS issued_by_zh
  FROM policy p
  JOIN entity e ON e.id = p.id AND e.retired IS NULL
  LEFT JOIN dated d ON d.policy = p.id AND d.date IS NOT NULL
 WHERE p.type = :type
   AND (:country IS NULL OR EXISTS (
     SELECT 1 FROM linked WHERE policy = p.id AND predicate = 'jurisdiction' AND key = :country))
   AND (:covers IS NULL OR EXISTS (
     SELECT 1 FROM linked WHERE policy = p.id AND predicate = 'restricts' AND key = :covers))
 ORDER BY min(coalesce(d.date, '9999')) OVER (PARTITION BY p.id), e.key, d.date, d.kind, d.scope;
