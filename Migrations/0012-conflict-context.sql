-- The view of conflicts says of which of several relations, figures or events a record is, as citations do.

DROP VIEW conflicts;

CREATE VIEW conflicts AS
  SELECT coalesce(e.key, te.key) AS entity, coalesce(rs.key, fs.key) AS subject, p.name AS predicate, coalesce(ro.key, fo.key) AS object, nullif(r.qualifier, '') AS qualifier, r.valid_from,
         g.measure, coalesce(g.date, t.date) AS date, nullif(g.condition, '') AS condition, t.type AS event, nullif(t.scope, '') AS scope,
         c.fields AS property, count(*) AS others,
         (SELECT group_concat(said, '; ') FROM
           (SELECT s.key || ' = ' || o.value AS said FROM citation o JOIN source s ON s.id = o.source
             WHERE o.entity IS c.entity AND o.relation IS c.relation AND o.figure IS c.figure AND o.event IS c.event AND o.fields = c.fields
               AND o.value IS NOT NULL AND o.rank >= 0 AND o.retired IS NULL ORDER BY s.key, o.value)) AS other_values,
         (SELECT a.reason FROM citation a WHERE a.entity IS c.entity AND a.relation IS c.relation AND a.figure IS c.figure AND a.event IS c.event AND a.fields = c.fields
             AND a.rank = 1 AND a.retired IS NULL) AS reason
    FROM citation c LEFT JOIN entity e ON e.id = c.entity
    LEFT JOIN relation r ON r.id = c.relation LEFT JOIN entity rs ON rs.id = r.subject LEFT JOIN entity ro ON ro.id = r.object LEFT JOIN predicate p ON p.id = r.predicate
    LEFT JOIN figure g ON g.id = c.figure LEFT JOIN entity fs ON fs.id = g.subject LEFT JOIN entity fo ON fo.id = g.object
    LEFT JOIN event t ON t.id = c.event LEFT JOIN entity te ON te.id = t.entity
   WHERE c.value IS NOT NULL AND c.rank >= 0 AND c.retired IS NULL
   GROUP BY c.entity, c.relation, c.figure, c.event, c.fields;
