-- The built-in kinds, properties, derived columns and predicates. Users add their own rows.

INSERT INTO kind(name, plural, position, label_en, label_zh, builtin) VALUES
  ('country',     'countries',    1, 'country or region', '国家/地区', 1),
  ('firm',        'firms',        2, 'firm',              '企业', 1),
  ('institution', 'institutions', 3, 'institution',       '机构', 1),
  ('person',      'people',       4, 'person',            '人物', 1),
  ('model',       'models',       5, 'model',             '模型', 1),
  ('chip',        'chips',        6, 'chip or system',    '芯片与系统', 1),
  ('facility',    'facilities',   7, 'facility',          '设施', 1),
  ('policy',      'policies',     8, 'policy',            '政策', 1),
  ('technology',  'technologies', 9, 'technology',        '技术', 1),
  ('concept',     'concepts',    10, 'concept',           '概念', 1);

INSERT INTO property(kind, name, position, type, unit, choices, label_en, label_zh, definition, synonyms, builtin) VALUES
  ('country', 'form',        1, 'choice', NULL, '["country","region","group"]', 'form', '类别', 'Country, region or group of countries.', '[]', 1),
  ('country', 'iso2',        2, 'text', NULL, NULL, 'ISO code (2 letters)', 'ISO 二字代码', 'ISO 3166-1 alpha-2.', '["alpha-2","cca2"]', 1),
  ('country', 'iso3',        3, 'text', NULL, NULL, 'ISO code (3 letters)', 'ISO 三字代码', 'ISO 3166-1 alpha-3.', '["alpha-3","cca3"]', 1),
  ('country', 'iso_numeric', 4, 'text', NULL, NULL, 'ISO number', 'ISO 数字代码', 'ISO 3166-1 numeric, three digits.', '["numeric","ccn3"]', 1),

  ('firm', 'role',    1, 'text', NULL, NULL, 'role', '角色', 'What it does in the field: lab, chip designer, foundry, equipment, memory, cloud.', '["角色","业务"]', 1),
  ('firm', 'founded', 2, 'date', NULL, NULL, 'founded', '成立日期', NULL, '["成立","成立时间","成立日期","founding date"]', 1),
  ('firm', 'ended',   3, 'date', NULL, NULL, 'ended', '终止日期', 'Dissolved, merged away or closed.', '[]', 1),
  ('firm', 'ticker',  4, 'text', NULL, NULL, 'ticker', '股票代码', 'Exchange and symbol: NASDAQ:NVDA.', '["股票代码","symbol"]', 1),
  ('firm', 'website', 5, 'url',  NULL, NULL, 'website', '网站', NULL, '["网站","官网"]', 1),

  ('institution', 'form',    1, 'choice', NULL, '["university","government","think-tank","laboratory","consortium","standards-body"]', 'form', '类别', NULL, '["类别"]', 1),
  ('institution', 'founded', 2, 'date', NULL, NULL, 'founded', '成立日期', NULL, '["成立","成立日期"]', 1),
  ('institution', 'website', 3, 'url',  NULL, NULL, 'website', '网站', NULL, '["网站","官网"]', 1),

  ('person', 'role', 1, 'text', NULL, NULL, 'role', '职务', NULL, '["职务"]', 1),
  ('person', 'born', 2, 'date', NULL, NULL, 'born', '出生日期', NULL, '["出生"]', 1),

  ('model', 'form',              1, 'choice', NULL, '["model","family"]', 'form', '类别', 'A model, or a family of models.', '["类别"]', 1),
  ('model', 'status',            2, 'choice', NULL, '["announced","preview","released","withdrawn","unverified"]', 'status', '状态', 'unverified: named by a source, no release on record.', '["状态"]', 1),
  ('model', 'released',          3, 'date', NULL, NULL, 'released', '发布日期', 'First public release, preview included; the source''s own date.', '["发布日期","发布时间","发布","release date","publication date","released on"]', 1),
  ('model', 'openness',          4, 'choice', NULL, '["unreleased","hosted","api","weights-noncommercial","weights-restricted","weights-unrestricted"]', 'openness', '开放程度', 'How the weights can be had, in the source''s sense.', '["开放程度","开源","model accessibility"]', 1),
  ('model', 'code_openness',     5, 'choice', NULL, '["unreleased","noncommercial","restricted","open"]', 'training code openness', '训练代码开放程度', NULL, '["training code accessibility"]', 1),
  ('model', 'data_openness',     6, 'choice', NULL, '["unreleased","noncommercial","restricted","open"]', 'training data openness', '训练数据开放程度', NULL, '[]', 1),
  ('model', 'licence',           7, 'text', NULL, NULL, 'licence', '许可证', 'SPDX identifier where there is one.', '["许可证","license","开源协议"]', 1),
  ('model', 'modalities',        8, 'text', NULL, NULL, 'modalities', '模态', 'Kinds of input it takes, joined with "; ".', '["模态"]', 1),
  ('model', 'domains',           9, 'text', NULL, NULL, 'domains', '领域', 'Fields it works in, joined with "; ".', '["领域","domain"]', 1),
  ('model', 'tasks',            10, 'text', NULL, NULL, 'tasks', '任务', 'Tasks it was built for, joined with "; ".', '["任务","task"]', 1),
  ('model', 'parameters',       11, 'integer', NULL, NULL, 'parameters', '参数量', 'Total parameters.', '["参数量","参数","总参数","parameter count"]', 1),
  ('model', 'active_parameters',12, 'integer', NULL, NULL, 'active parameters', '激活参数量', 'Parameters active per token (mixture of experts).', '["激活参数","激活参数量"]', 1),
  ('model', 'context_tokens',   13, 'integer', 'token', NULL, 'context', '上下文长度', 'Longest input, in tokens.', '["上下文","上下文长度","context window","context length"]', 1),
  ('model', 'training_flop',    14, 'number', 'FLOP', NULL, 'training compute', '训练算力', 'Floating-point operations of the whole training.', '["训练算力","训练计算量","training compute (flop)"]', 1),
  ('model', 'training_tokens',  15, 'number', 'token', NULL, 'training tokens', '训练数据量', 'Tokens seen in training.', '["训练数据量"]', 1),
  ('model', 'url',              16, 'text', NULL, NULL, 'link', '链接', 'Where the developer describes it; several, one to a line.', '["链接","link","网址"]', 1),

  ('chip', 'form',                   1, 'choice', NULL, '["chip","board","system"]', 'form', '类别', 'A chip, a board or a rack-scale system.', '["类别"]', 1),
  ('chip', 'announced',              2, 'date', NULL, NULL, 'announced', '公布日期', NULL, '["公布日期"]', 1),
  ('chip', 'released',               3, 'date', NULL, NULL, 'released', '发布日期', NULL, '["发布日期","发布时间","release date"]', 1),
  ('chip', 'process_nm',             4, 'number', 'nm', NULL, 'process', '制程', 'Name of the process node, in nanometres.', '["制程","工艺","process size (nm)"]', 1),
  ('chip', 'transistors',            5, 'integer', NULL, NULL, 'transistors', '晶体管数', NULL, '["晶体管数","晶体管"]', 1),
  ('chip', 'memory_bytes',           6, 'integer', 'B', NULL, 'memory', '内存', NULL, '["显存","内存"]', 1),
  ('chip', 'memory_bytes_per_s',     7, 'number', 'B/s', NULL, 'memory bandwidth', '内存带宽', NULL, '["显存带宽","内存带宽"]', 1),
  ('chip', 'fp64_flop_per_s',        8, 'number', 'FLOP/s', NULL, 'FP64', 'FP64 算力', NULL, '[]', 1),
  ('chip', 'fp32_flop_per_s',        9, 'number', 'FLOP/s', NULL, 'FP32', 'FP32 算力', NULL, '[]', 1),
  ('chip', 'fp16_dense_flop_per_s', 10, 'number', 'FLOP/s', NULL, 'FP16 dense', 'FP16 稠密算力', 'FP16 or BF16 on tensor units, without sparsity.', '[]', 1),
  ('chip', 'fp16_sparse_flop_per_s',11, 'number', 'FLOP/s', NULL, 'FP16 sparse', 'FP16 稀疏算力', NULL, '[]', 1),
  ('chip', 'fp8_dense_flop_per_s',  12, 'number', 'FLOP/s', NULL, 'FP8 dense', 'FP8 稠密算力', NULL, '[]', 1),
  ('chip', 'fp4_dense_flop_per_s',  13, 'number', 'FLOP/s', NULL, 'FP4 dense', 'FP4 稠密算力', NULL, '[]', 1),
  ('chip', 'tdp_watts',             14, 'number', 'W', NULL, 'power', '功耗', 'Thermal design power.', '["功耗","tdp (w)"]', 1),
  ('chip', 'chips',                 15, 'integer', NULL, NULL, 'chips', '芯片数', 'Accelerator chips in a board or system.', '["芯片数"]', 1),

  ('facility', 'form',             1, 'choice', NULL, '["data-centre","cluster","fab"]', 'form', '类别', NULL, '["类别"]', 1),
  ('facility', 'status',           2, 'text', NULL, NULL, 'status', '状态', NULL, '["状态"]', 1),
  ('facility', 'operational',      3, 'date', NULL, NULL, 'operational', '投运日期', NULL, '["投运日期"]', 1),
  ('facility', 'power_watts',      4, 'number', 'W', NULL, 'power', '功率', NULL, '["功率"]', 1),
  ('facility', 'h100_equivalents', 5, 'number', NULL, NULL, 'H100 equivalents', 'H100 等效数', 'Compute in units of one H100.', '[]', 1),

  ('policy', 'type',        1, 'text', NULL, NULL, 'type', '类型', NULL, '["类型"]', 1),
  ('policy', 'status',      2, 'text', NULL, NULL, 'status', '状态', NULL, '["状态"]', 1),
  ('policy', 'document_no', 3, 'text', NULL, NULL, 'document number', '文号', NULL, '["文号"]', 1),
  ('policy', 'proposed',    4, 'date', NULL, NULL, 'proposed', '提出日期', NULL, '["提出日期"]', 1),
  ('policy', 'announced',   5, 'date', NULL, NULL, 'announced', '公布日期', NULL, '["公布日期"]', 1),
  ('policy', 'published',   6, 'date', NULL, NULL, 'published', '刊登日期', NULL, '["刊登日期","发布日期"]', 1),
  ('policy', 'effective',   7, 'date', NULL, NULL, 'effective', '生效日期', NULL, '["生效日期"]', 1),
  ('policy', 'ended',       8, 'date', NULL, NULL, 'ended', '终止日期', NULL, '["终止日期","废止日期"]', 1),
  ('policy', 'url',         9, 'url', NULL, NULL, 'link', '链接', NULL, '["链接","link"]', 1),

  ('technology', 'stage', 1, 'text', NULL, NULL, 'stage', '环节', 'Stage of the supply chain.', '["环节"]', 1),
  ('concept', 'field',    1, 'text', NULL, NULL, 'field', '领域', NULL, '["领域"]', 1);

INSERT INTO predicate(id, name, inverse, symmetric, supply, label_en, label_zh, inverse_en, inverse_zh, builtin) VALUES
  ( 1, 'develops',          'developed_by',    0, 0, 'develops',           '开发',     'developed by',         '开发者', 1),
  ( 2, 'country_of_origin', 'origin_of',       0, 0, 'country of origin',  '来源国/地区', 'origin of',         '产自此地', 1),
  ( 3, 'headquartered_in',  'headquarters_of', 0, 0, 'headquartered in',   '总部位于', 'headquarters of',      '总部所在地', 1),
  ( 4, 'supplies',          'supplied_by',     0, 1, 'supplies',           '供应',     'supplied by',          '供应商', 1),
  ( 5, 'trained_on',        'trains',          0, 0, 'trained on',         '训练所用', 'used to train',        '用于训练', 1),
  ( 6, 'competes_with',     'competes_with',   1, 0, 'competes with',      '竞争',     'competes with',        '竞争', 1),
  ( 7, 'derived_from',      'basis_of',        0, 0, 'derived from',       '派生自',   'basis of',             '衍生出', 1),
  ( 8, 'contains',          'contained_in',    0, 1, 'contains',           '包含',     'contained in',         '包含于', 1),
  ( 9, 'variant_of',        'has_variant',     0, 0, 'variant of',         '变体属于', 'has variant',          '变体', 1),
  (10, 'designs',           'designed_by',     0, 0, 'designs',            '设计',     'designed by',          '设计者', 1),
  (11, 'manufactures',      'manufactured_by', 0, 1, 'manufactures',       '制造',     'manufactured by',      '制造商', 1),
  (12, 'subsidiary_of',     'parent_of',       0, 0, 'subsidiary of',      '隶属于',   'parent of',            '母公司', 1),
  (13, 'located_in',        'location_of',     0, 0, 'located in',         '位于',     'location of',          '所在地', 1),
  (14, 'issued_by',         'issues',          0, 0, 'issued by',          '发布机构', 'issues',               '发布', 1),
  (15, 'partner_of',        'partner_of',      1, 0, 'partner of',         '合作',     'partner of',           '合作', 1),
  (16, 'invests_in',        'funded_by',       0, 0, 'invests in',         '投资',     'funded by',            '投资方', 1),
  (17, 'uses',              'used_by',         0, 0, 'uses',               '使用',     'used by',              '使用者', 1),
  (18, 'requires',          'required_by',     0, 1, 'requires',           '需要',     'required by',          '被需要', 1),
  (19, 'type_of',           'has_type',        0, 0, 'type of',            '类型属于', 'has type',             '类型', 1),
  (20, 'member_of',         'has_member',      0, 0, 'member of',          '成员属于', 'has member',           '成员', 1);

INSERT INTO predicate_kind(predicate, subject_kind, object_kind)
  SELECT p.id, j.value ->> 0, j.value ->> 1
    FROM (VALUES
      ('develops',          '[["firm","model"],["institution","model"],["person","model"],["firm","technology"],["institution","technology"]]'),
      ('country_of_origin', '[["model","country"],["chip","country"],["technology","country"]]'),
      ('headquartered_in',  '[["firm","country"],["institution","country"]]'),
      ('supplies',          '[["firm","technology"],["firm","chip"],["firm","firm"],["firm","facility"],["firm","institution"],["country","technology"]]'),
      ('trained_on',        '[["model","chip"],["model","facility"]]'),
      ('competes_with',     '[["firm","firm"],["model","model"],["chip","chip"],["country","country"],["institution","institution"],["technology","technology"]]'),
      ('derived_from',      '[["model","model"],["chip","chip"],["technology","technology"]]'),
      ('contains',          '[["chip","chip"],["chip","technology"],["facility","chip"],["facility","facility"]]'),
      ('variant_of',        '[["model","model"],["chip","chip"]]'),
      ('designs',           '[["firm","chip"],["institution","chip"]]'),
      ('manufactures',      '[["firm","chip"],["firm","technology"]]'),
      ('subsidiary_of',     '[["firm","firm"],["institution","institution"],["institution","firm"],["firm","institution"]]'),
      ('located_in',        '[["facility","country"],["institution","country"],["firm","country"],["country","country"]]'),
      ('issued_by',         '[["policy","institution"],["policy","country"]]'),
      ('partner_of',        '[["firm","firm"],["firm","institution"],["institution","institution"],["country","country"]]'),
      ('invests_in',        '[["firm","firm"],["institution","firm"],["person","firm"],["firm","facility"]]'),
      ('uses',              '[["firm","chip"],["firm","technology"],["institution","chip"],["model","technology"],["chip","technology"],["firm","model"]]'),
      ('requires',          '[["chip","technology"],["technology","technology"],["model","technology"],["technology","chip"],["facility","technology"]]'),
      ('type_of',           '[["technology","technology"],["concept","concept"],["policy","policy"]]'),
      ('member_of',         '[["country","country"],["firm","institution"],["institution","institution"],["country","institution"],["person","firm"],["person","institution"]]')
    ) AS v
    JOIN predicate p ON p.name = v.column1
    JOIN json_each(v.column2) AS j;

-- Several names are joined with '; ', sorted by name.
INSERT INTO derived(kind, name, position, definition, label_en, label_zh, expression) VALUES
  ('model', 'developers', 1, 'Who develops it.', 'developers', '开发者',
   '(SELECT group_concat(n, ''; '') FROM (SELECT DISTINCT f.name AS n FROM relation r JOIN entity f ON f.id = r.subject WHERE r.object = e.id AND r.predicate = 1 AND r.retired IS NULL ORDER BY n))'),
  ('model', 'countries', 2, 'Its countries of origin as a source gives them; only where none does, the seats of its developers.', 'countries', '国家/地区',
   'coalesce((SELECT group_concat(n, ''; '') FROM (SELECT DISTINCT c.name AS n FROM relation r JOIN entity c ON c.id = r.object WHERE r.subject = e.id AND r.predicate = 2 AND r.retired IS NULL ORDER BY n)), (SELECT group_concat(n, ''; '') FROM (SELECT DISTINCT c.name AS n FROM relation d JOIN relation h ON h.subject = d.subject AND h.predicate = 3 AND h.retired IS NULL JOIN entity c ON c.id = h.object WHERE d.object = e.id AND d.predicate = 1 AND d.retired IS NULL ORDER BY n)))'),
  ('firm', 'countries', 1, 'Where it has its seat.', 'countries', '国家/地区',
   '(SELECT group_concat(n, ''; '') FROM (SELECT DISTINCT c.name AS n FROM relation r JOIN entity c ON c.id = r.object WHERE r.subject = e.id AND r.predicate = 3 AND r.retired IS NULL ORDER BY n))'),
  ('institution', 'countries', 1, 'Where it has its seat.', 'countries', '国家/地区',
   '(SELECT group_concat(n, ''; '') FROM (SELECT DISTINCT c.name AS n FROM relation r JOIN entity c ON c.id = r.object WHERE r.subject = e.id AND r.predicate IN (3, 13) AND r.retired IS NULL ORDER BY n))'),
  ('chip', 'designers', 1, 'Who designs it.', 'designers', '设计者',
   '(SELECT group_concat(n, ''; '') FROM (SELECT DISTINCT f.name AS n FROM relation r JOIN entity f ON f.id = r.subject WHERE r.object = e.id AND r.predicate = 10 AND r.retired IS NULL ORDER BY n))'),
  ('chip', 'manufacturers', 2, 'Who makes it.', 'manufacturers', '制造商',
   '(SELECT group_concat(n, ''; '') FROM (SELECT DISTINCT f.name AS n FROM relation r JOIN entity f ON f.id = r.subject WHERE r.object = e.id AND r.predicate = 11 AND r.retired IS NULL ORDER BY n))'),
  ('facility', 'countries', 1, 'Where it stands.', 'countries', '国家/地区',
   '(SELECT group_concat(n, ''; '') FROM (SELECT DISTINCT c.name AS n FROM relation r JOIN entity c ON c.id = r.object WHERE r.subject = e.id AND r.predicate = 13 AND r.retired IS NULL ORDER BY n))'),
  ('policy', 'issuers', 1, 'Who issued it.', 'issuers', '发布机构',
   '(SELECT group_concat(n, ''; '') FROM (SELECT DISTINCT f.name AS n FROM relation r JOIN entity f ON f.id = r.object WHERE r.subject = e.id AND r.predicate = 14 AND r.retired IS NULL ORDER BY n))');
