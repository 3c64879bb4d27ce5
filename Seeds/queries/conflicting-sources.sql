-- title: Facts on which sources differ
-- title_zh: 来源说法不一的事实
-- description: Every value for which some source gives another one than the accepted: the record,
--   the property, who says the accepted value, who says what else, and why this one was accepted
--   where that was marked.
-- description_zh: 凡有来源给出不同值的事实：所属记录、属性、采用值的来源、其他说法及其来源，以及标注的采用理由。
-- param: kind kind = -- Only entities of this kind (models, chips …) | 仅此类实体
-- param: property text = -- Only this property | 仅此属性
WITH record AS (
  SELECT DISTINCT c.entity, c.relation, c.figure, c.event, c.fields AS property
    FROM citation c
   WHERE c.value IS NOT NULL AND c.rank >= 0 AND c.retired IS NULL),
held(entity, property, value) AS (  -- what is accepted; of the built-in kinds
  SELECT e.id, j.key, j.value FROM entity e, json_each(json_object('name', e.name,
           'name_zh', e.name_zh, 'description', e.description,
           'description_zh', e.description_zh)) j
   UNION ALL
  SELECT t.id, j.key, j.value FROM model t, json_each(json_object(
           'form', t.form, 'status', t.status, 'released', t.released, 'openness', t.openness,
           'code_openness', t.code_openness, 'data_openness', t.data_openness,
           'licence', t.licence, 'modalities', t.modalities, 'domains', t.domains,
           'tasks', t.tasks, 'parameters', t.parameters, 'active_parameters', t.active_parameters,
           'context_tokens', t.context_tokens, 'training_flop', t.training_flop,
           'training_tokens', t.training_tokens, 'url', t.url)) j
   UNION ALL
  SELECT t.id, j.key, j.value FROM chip t, json_each(json_object(
           'form', t.form, 'announced', t.announced, 'released', t.released,
           'process_nm', t.process_nm, 'transistors', t.transistors,
           'memory_bytes', t.memory_bytes, 'memory_bytes_per_s', t.memory_bytes_per_s,
           'fp64_flop_per_s', t.fp64_flop_per_s, 'fp32_flop_per_s', t.fp32_flop_per_s,
           'fp16_dense_flop_per_s', t.fp16_dense_flop_per_s,
           'fp16_sparse_flop_per_s', t.fp16_sparse_flop_per_s,
           'fp8_dense_flop_per_s', t.fp8_dense_flop_per_s,
           'fp4_dense_flop_per_s', t.fp4_dense_flop_per_s, 'tdp_watts', t.tdp_watts,
           'chips', t.chips, 'type', t.type, 'fp16_flop_per_s', t.fp16_flop_per_s,
           'tf32_dense_flop_per_s', t.tf32_dense_flop_per_s,
           'int8_dense_op_per_s', t.int8_dense_op_per_s,
           'interconnect_bytes_per_s', t.interconnect_bytes_per_s, 'die_mm2', t.die_mm2,
           'url', t.url)) j
   UNION ALL
  SELECT t.id, j.key, j.value FROM firm t, json_each(json_object(
           'role', t.role, 'founded', t.founded, 'ended', t.ended, 'ticker', t.ticker,
           'website', t.website)) j
   UNION ALL
  SELECT t.id, j.key, j.value FROM policy t, json_each(json_object(
           'type', t.type, 'status', t.status, 'document_no', t.document_no,
           'proposed', t.proposed, 'announced', t.announced, 'published', t.published,
           'effective', t.effective, 'ended', t.ended, 'url', t.url)) j
   UNION ALL
  SELECT t.id, j.key, j.value FROM facility t, json_each(json_object(
           'form', t.form, 'status', t.status, 'operational', t.operational,
           'power_watts', t.power_watts, 'h100_equivalents', t.h100_equivalents)) j
   UNION ALL
  SELECT t.id, j.key, j.value FROM institution t, json_each(json_object(
           'form', t.form, 'founded', t.founded, 'website', t.website)) j
   UNION ALL
  SELECT t.id, j.key, j.value FROM person t, json_each(json_object(
           'role', t.role, 'born', t.born)) j
   UNION ALL
  SELECT t.id, j.key, j.value FROM technology t, json_each(json_object(
           'stage', t.stage)) j
   UNION ALL
  SELECT t.id, j.key, j.value FROM concept t, json_each(json_object(
           'field', t.field)) j)
SELECT coalesce(e.key || ifnull(' ' || v.type || ' ' || v.date, ''),
                rs.key || ' ' || p.name || ' ' || ro.key,
                gs.key || ' ' || g.measure || ifnull(' ' || go.key, '') || ' ' || g.date) AS record,
       e.kind, e.name, e.name_zh, x.property, h.value AS accepted,
       (SELECT group_concat(key, '; ') FROM (
         SELECT DISTINCT s.key FROM citation a JOIN source s ON s.id = a.source
          WHERE a.entity IS x.entity AND a.relation IS x.relation AND a.figure IS x.figure
            AND a.event IS x.event AND a.value IS NULL AND a.state = 'value' AND a.rank >= 0
            AND a.retired IS NULL
            AND instr(',' || a.fields || ',', ',' || x.property || ',') > 0
          ORDER BY s.key)) AS accepted_by,
       o.value AS other_value, o.wording AS other_wording, os.key AS said_by, os.reliability,
       os.published,
       (SELECT a.reason FROM citation a
         WHERE a.entity IS x.entity AND a.relation IS x.relation AND a.figure IS x.figure
           AND a.event IS x.event AND a.fields = x.property AND a.rank = 1
           AND a.retired IS NULL) AS reason
  FROM record x
  JOIN citation o ON o.entity IS x.entity AND o.relation IS x.relation AND o.figure IS x.figure
       AND o.event IS x.event AND o.fields = x.property AND o.value IS NOT NULL AND o.rank >= 0
       AND o.retired IS NULL
  JOIN source os ON os.id = o.source
  LEFT JOIN held h ON h.entity = x.entity AND h.property = x.property
  LEFT JOIN event v ON v.id = x.event
  LEFT JOIN entity e ON e.id = coalesce(x.entity, v.entity)
  LEFT JOIN relation r ON r.id = x.relation
  LEFT JOIN predicate p ON p.id = r.predicate
  LEFT JOIN entity rs ON rs.id = r.subject
  LEFT JOIN entity ro ON ro.id = r.object
  LEFT JOIN figure g ON g.id = x.figure
  LEFT JOIN entity gs ON gs.id = g.subject
  LEFT JOIN entity go ON go.id = g.object
 WHERE (:kind IS NULL OR e.kind = :kind)
   AND (:property IS NULL OR x.property = :property)
 ORDER BY record, x.property, os.key, o.value;
