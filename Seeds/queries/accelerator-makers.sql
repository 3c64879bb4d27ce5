-- title: Who designs, makes and packages each accelerator
-- title_zh: 各款加速器由谁设计、制造和封装
-- description: Chips, boards and systems with the firms that design, make and package them and the
--   seats of these firms. Blank: not on record.
-- description_zh: 芯片、板卡与系统及其设计、制造、封装企业和这些企业的总部所在地。空白表示无记录。
-- param: country entity:country = -- Only with a designer seated here | 仅设计者总部在此的
-- param: form choice(chip|board|system) = -- Only this form | 仅芯片 chip、板卡 board 或系统 system
WITH role AS (
  SELECT r.object AS chip, p.name AS part, f.name AS firm,
         coalesce(f.name_zh, f.name) AS firm_zh, f.id
    FROM relation r
    JOIN predicate p ON p.id = r.predicate AND p.name IN ('designs', 'manufactures', 'packages')
    JOIN entity f ON f.id = r.subject
   WHERE r.retired IS NULL),
seat AS (
  SELECT DISTINCT o.chip, o.part, c.key, c.name, coalesce(c.name_zh, c.name) AS name_zh
    FROM role o
    JOIN relation r ON r.subject = o.id AND r.retired IS NULL
    JOIN predicate p ON p.id = r.predicate AND p.name = 'headquartered_in'
    JOIN entity c ON c.id = r.object),
-- One row for each chip and part: names sorted and joined.
named AS (
  SELECT chip, part, group_concat(firm, '; ') AS firms, group_concat(firm_zh, '; ') AS firms_zh
    FROM (SELECT DISTINCT chip, part, firm, firm_zh FROM role ORDER BY firm) GROUP BY chip, part),
placed AS (
  SELECT chip, part, group_concat(name, '; ') AS countries,
         group_concat(name_zh, '; ') AS countries_zh
    FROM (SELECT * FROM seat ORDER BY name) GROUP BY chip, part)
SELECT e.key, e.name, e.name_zh, c.form, c.released,
       d.firms AS designers, d.firms_zh AS designers_zh,
       dp.countries AS designed_in, dp.countries_zh AS designed_in_zh,
       m.firms AS manufacturers, m.firms_zh AS manufacturers_zh,
       mp.countries AS made_by_firms_of, mp.countries_zh AS made_by_firms_of_zh,
       k.firms AS packagers, k.firms_zh AS packagers_zh
  FROM chip c
  JOIN entity e ON e.id = c.id AND e.retired IS NULL
  LEFT JOIN named d ON d.chip = c.id AND d.part = 'designs'
  LEFT JOIN placed dp ON dp.chip = c.id AND dp.part = 'designs'
  LEFT JOIN named m ON m.chip = c.id AND m.part = 'manufactures'
  LEFT JOIN placed mp ON mp.chip = c.id AND mp.part = 'manufactures'
  LEFT JOIN named k ON k.chip = c.id AND k.part = 'packages'
 WHERE (:form IS NULL OR c.form = :form)
   AND (:country IS NULL OR EXISTS (
     SELECT 1 FROM seat s WHERE s.chip = c.id AND s.part = 'designs' AND s.key = :country))
 ORDER BY designers NULLS LAST, e.key;
