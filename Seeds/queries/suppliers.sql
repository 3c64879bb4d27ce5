-- title: Who supplies a technology, with shares by market, basis and year
-- title_zh: 某技术的供应者及其份额（按市场、口径与年份）
-- description: A share is a part of one market, on one basis (revenue, units, capacity) and by one
--   rule of assignment (headquarters or site): shares of different markets or years are never
--   added. A supplier without a share is known to supply, and no more.
-- description_zh: 份额只属于一个市场、一种口径（收入、数量、产能）和一种归属（按总部或按产地）；不同市场或年份的份额
--   不可相加。没有份额的供应者，仅知其供应。
-- param: technology entity = semiconductor-foundry -- The technology, chip or firm supplied | 所供应的技术、芯片或企业
-- param: since date = -- Only shares of this year or later | 仅此年及以后的份额
-- A qualifier reads: market; basis; by headquarters | by site
WITH supply AS (
  SELECT r.*, nullif(r.qualifier, '') AS q,
         instr(r.qualifier, '; ') AS first,
         instr(substr(r.qualifier, instr(r.qualifier, '; ') + 2), '; ') AS second
    FROM relation r
    JOIN predicate p ON p.id = r.predicate AND p.name = 'supplies'
    JOIN entity o ON o.id = r.object AND o.key = :technology
   WHERE r.retired IS NULL)
SELECT e.key, e.kind, e.name, e.name_zh,
       (SELECT group_concat(name, '; ') FROM (
         SELECT DISTINCT c.name FROM relation h JOIN entity c ON c.id = h.object
          WHERE h.subject = e.id AND h.retired IS NULL
            AND h.predicate = (SELECT id FROM predicate WHERE name = 'headquartered_in')
          ORDER BY c.name)) AS countries,
       CASE WHEN s.second > 0 THEN substr(s.q, 1, s.first - 1) ELSE s.q END AS market,
       CASE WHEN s.second > 0 THEN substr(s.q, s.first + 2, s.second - 1) END AS basis,
       CASE WHEN s.second > 0 THEN substr(s.q, s.first + s.second + 3) END AS assigned,
       s.valid_from, s.valid_to, s.share, s.share_low, s.share_high, s.note,
       (SELECT group_concat(key, '; ') FROM (
         SELECT DISTINCT u.key FROM citation c JOIN source u ON u.id = c.source
          WHERE c.relation = s.id AND c.rank >= 0 AND c.retired IS NULL ORDER BY u.key)) AS sources
  FROM supply s
  JOIN entity e ON e.id = s.subject AND e.retired IS NULL
 WHERE :since IS NULL
    OR ifnull(s.valid_to, s.valid_from)
         || substr('-12-31', length(ifnull(s.valid_to, s.valid_from)) - 3) >= :since
 ORDER BY market NULLS LAST, basis, s.valid_from DESC, s.share DESC, e.key;
