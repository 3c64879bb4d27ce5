-- title: Values that only one source gives
-- title_zh: 只有一个来源的数值
-- description: Columns of entities for which exactly one source stands, and no other confirms or
--   contradicts it, with how that source is rated. What is not said by a source at all is not here
--   (aikb check --strict lists it).
-- description_zh: 仅有一个来源、无其他来源印证或反驳的实体属性，附该来源的可靠程度。完全无来源的值不在此列
--   （见 aikb check --strict）。
-- param: kind kind = model -- Entities of this kind | 实体类别
-- param: property text = -- Only this property: released, parameters … | 仅此属性
-- param: reliability choice(official|dataset|press|secondary) = -- Only sources rated so | 仅此可靠程度的来源
WITH held(entity, property, value) AS (  -- what is accepted; of the built-in kinds
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
SELECT e.key, e.name, e.name_zh, f.value AS property, h.value, min(s.key) AS source, s.reliability,
       s.published, max(c.wording) AS wording, max(c.basis) AS basis,
       max(c.confidence) AS confidence
  FROM citation c
  JOIN entity e ON e.id = c.entity AND e.retired IS NULL
  JOIN source s ON s.id = c.source
  JOIN json_each('["' || replace(c.fields, ',', '","') || '"]') f
  LEFT JOIN held h ON h.entity = c.entity AND h.property = f.value
 WHERE e.kind = :kind AND c.retired IS NULL AND c.rank >= 0 AND c.state = 'value'
   AND c.fields <> ''
   AND (:property IS NULL OR f.value = :property)
 GROUP BY e.id, f.value
HAVING count(DISTINCT c.source) = 1 AND (:reliability IS NULL OR s.reliability = :reliability)
 ORDER BY e.key, f.value;
