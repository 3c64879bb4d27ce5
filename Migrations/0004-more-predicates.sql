-- Predicates for policies, people, facilities, packaging, concepts and what people say of cause and effect; more of what a chip's data sheet says.

INSERT INTO predicate(id, name, inverse, symmetric, supply, label_en, label_zh, inverse_en, inverse_zh, builtin) VALUES
  (21, 'listed_on',    'lists',           0, 0, 'listed on',        '列入',     'lists',             '列入对象', 1),
  (22, 'restricts',    'restricted_by',   0, 0, 'restricts',        '限制',     'restricted by',     '受限于', 1),
  (23, 'promotes',     'promoted_by',     0, 0, 'promotes',         '扶持',     'promoted by',       '受扶持于', 1),
  (24, 'amends',       'amended_by',      0, 0, 'amends',           '修订',     'amended by',        '被修订于', 1),
  (25, 'responds_to',  'answered_by',     0, 0, 'responds to',      '回应',     'answered by',       '得到回应', 1),
  (26, 'jurisdiction', 'jurisdiction_of', 0, 0, 'jurisdiction',     '适用于',   'jurisdiction of',   '适用政策', 1),
  (27, 'concerns',     'concerned_by',    0, 0, 'concerns',         '涉及',     'concerned by',      '涉及政策', 1),
  (28, 'goes_into',    'made_with',       0, 1, 'goes into',        '用于',     'made with',         '所用', 1),
  (29, 'packages',     'packaged_by',     0, 1, 'packages',         '封装',     'packaged by',       '封装方', 1),
  (30, 'owns',         'owned_by',        0, 0, 'owns',             '拥有',     'owned by',          '所有者', 1),
  (31, 'operates',     'operated_by',     0, 0, 'operates',         '运营',     'operated by',       '运营方', 1),
  (32, 'serves',       'served_by',       0, 0, 'serves',           '提供服务', 'served by',         '服务提供方', 1),
  (33, 'works_for',    'employs',         0, 0, 'works for',        '任职于',   'employs',           '成员', 1),
  (34, 'founded',      'founded_by',      0, 0, 'founded',          '创立',     'founded by',        '创立者', 1),
  (35, 'pursues',      'pursued_by',      0, 0, 'pursues',          '追求',     'pursued by',        '追求者', 1),
  (36, 'part_of',      'has_part',        0, 0, 'part of',          '属于',     'has part',          '组成部分', 1),
  (37, 'builds',       'built_by',        0, 1, 'builds',           '建造',     'built by',          '建造方', 1),
  (38, 'leads_in',     'led_by',          0, 0, 'leads in',         '领先于',   'led by',            '领先者', 1),
  (39, 'strong_in',    'strength_of',     0, 0, 'strong in',        '优势在于', 'strength of',       '具此优势者', 1),
  (40, 'stimulates',   'stimulated_by',   0, 0, 'stimulates',       '促进',     'stimulated by',     '受促进于', 1),
  (41, 'hinders',      'hindered_by',     0, 0, 'hinders',          '阻碍',     'hindered by',       '受阻于', 1),
  (42, 'affects',      'affected_by',     0, 0, 'affects',          '影响',     'affected by',       '受影响于', 1),
  (43, 'threatens',    'threatened_by',   0, 0, 'threatens',        '威胁',     'threatened by',     '受威胁于', 1),
  (44, 'depends_on',   'depended_on_by',  0, 0, 'depends on',       '依赖',     'depended on by',    '被依赖于', 1),
  (45, 'spreads_through', 'channel_of',   0, 0, 'spreads through',  '传播途径', 'channel of',        '作为途径传播', 1),
  (46, 'analogous_to', 'analogous_to',    1, 0, 'analogous to',     '类似于',   'analogous to',      '类似于', 1),
  (47, 'designed_for', 'purpose_of',      0, 0, 'designed for',     '用途为',   'purpose of',        '为此设计', 1);

INSERT INTO predicate_kind(predicate, subject_kind, object_kind)
  SELECT p.id, j.value ->> 0, j.value ->> 1
    FROM (VALUES
      ('listed_on',    '[["firm","policy"],["institution","policy"],["person","policy"],["facility","policy"]]'),
      ('restricts',    '[["policy","chip"],["policy","technology"],["policy","firm"],["policy","institution"],["policy","country"],["policy","model"],["policy","concept"]]'),
      ('promotes',     '[["policy","technology"],["policy","firm"],["policy","institution"],["policy","concept"],["policy","country"],["policy","model"],["policy","chip"],["policy","facility"]]'),
      ('amends',       '[["policy","policy"]]'),
      ('responds_to',  '[["policy","policy"]]'),
      ('jurisdiction', '[["policy","country"]]'),
      ('concerns',     '[["policy","concept"],["policy","technology"],["policy","model"],["policy","chip"],["policy","firm"],["policy","country"]]'),
      ('goes_into',    '[["technology","technology"],["technology","chip"],["chip","technology"]]'),
      ('packages',     '[["firm","chip"],["firm","technology"]]'),
      ('owns',         '[["firm","facility"],["institution","facility"],["country","facility"],["firm","model"]]'),
      ('operates',     '[["firm","facility"],["institution","facility"]]'),
      ('serves',       '[["firm","model"]]'),
      ('works_for',    '[["person","firm"],["person","institution"]]'),
      ('founded',      '[["person","firm"],["person","institution"],["firm","firm"],["firm","institution"],["institution","institution"],["institution","firm"]]'),
      ('pursues',      '[["country","concept"],["country","technology"],["firm","concept"],["firm","technology"],["institution","concept"],["institution","technology"]]'),
      ('part_of',      '[["concept","concept"],["technology","technology"],["concept","technology"],["technology","concept"],["country","country"],["policy","policy"]]'),
      ('builds',       '[["firm","facility"],["firm","chip"]]'),
      ('manufactures', '[["facility","chip"],["facility","technology"]]'),
      ('leads_in',     '[["country","concept"],["country","technology"],["firm","concept"],["firm","technology"],["model","concept"]]'),
      ('strong_in',    '[["country","concept"],["country","technology"],["firm","concept"],["firm","technology"]]'),
      ('stimulates',   '[["concept","concept"],["policy","concept"],["policy","technology"],["technology","concept"],["concept","technology"]]'),
      ('hinders',      '[["concept","concept"],["policy","concept"],["policy","technology"],["concept","technology"]]'),
      ('affects',      '[["concept","concept"],["policy","concept"],["policy","firm"],["concept","country"],["technology","concept"]]'),
      ('threatens',    '[["concept","concept"],["concept","country"],["concept","technology"],["policy","concept"]]'),
      ('depends_on',   '[["concept","country"],["country","concept"],["country","technology"],["country","country"],["technology","country"],["technology","firm"],["firm","firm"],["firm","technology"],["concept","technology"]]'),
      ('spreads_through', '[["concept","concept"]]'),
      ('analogous_to', '[["concept","concept"],["technology","technology"]]'),
      ('designed_for', '[["model","concept"],["chip","concept"],["technology","concept"]]'),
      ('type_of',      '[["technology","concept"],["model","concept"],["firm","concept"]]'),
      ('uses',         '[["firm","facility"],["institution","facility"],["institution","model"]]'),
      ('requires',     '[["concept","technology"],["concept","concept"],["technology","concept"]]'),
      ('competes_with','[["concept","concept"]]'),
      ('subsidiary_of','[["institution","country"]]'),
      ('headquartered_in', '[["person","country"]]'),
      ('country_of_origin', '[["concept","country"],["policy","country"]]')
    ) AS v
    JOIN predicate p ON p.name = v.column1
    JOIN json_each(v.column2) AS j
   WHERE NOT EXISTS (SELECT 1 FROM predicate_kind k WHERE k.predicate = p.id AND k.subject_kind = j.value ->> 0 AND k.object_kind = j.value ->> 1);

ALTER TABLE chip ADD COLUMN type TEXT;
ALTER TABLE chip ADD COLUMN fp16_flop_per_s REAL;
ALTER TABLE chip ADD COLUMN tf32_dense_flop_per_s REAL;
ALTER TABLE chip ADD COLUMN int8_dense_op_per_s REAL;
ALTER TABLE chip ADD COLUMN interconnect_bytes_per_s REAL;
ALTER TABLE chip ADD COLUMN die_mm2 REAL;
ALTER TABLE chip ADD COLUMN url TEXT;
INSERT INTO property(kind, name, position, type, unit, choices, label_en, label_zh, definition, synonyms, builtin) VALUES
  ('chip', 'type',                     16, 'text',   NULL,     NULL, 'type', '类型', 'GPU, TPU, NPU …, in the source''s word.', '[]', 1),
  ('chip', 'fp16_flop_per_s',          17, 'number', 'FLOP/s', NULL, 'FP16', 'FP16 算力', 'FP16 outside tensor units, or where the source does not tell which.', '[]', 1),
  ('chip', 'tf32_dense_flop_per_s',    18, 'number', 'FLOP/s', NULL, 'TF32 dense', 'TF32 稠密算力', NULL, '[]', 1),
  ('chip', 'int8_dense_op_per_s',      19, 'number', 'OP/s',   NULL, 'INT8 dense', 'INT8 稠密算力', NULL, '[]', 1),
  ('chip', 'interconnect_bytes_per_s', 20, 'number', 'B/s',    NULL, 'interconnect', '互联带宽', 'Between the chips of one node, both directions.', '["互联带宽"]', 1),
  ('chip', 'die_mm2',                  21, 'number', 'mm²',    NULL, 'die area', '芯片面积', NULL, '[]', 1),
  ('chip', 'url',                      22, 'text',   NULL,     NULL, 'link', '链接', 'Data sheet; several, one to a line.', '["链接","link to datasheet"]', 1);
