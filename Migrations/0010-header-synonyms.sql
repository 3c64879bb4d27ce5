-- Further headers as people write them, in both languages, of properties and of columns computed from relations.

ALTER TABLE derived ADD COLUMN synonyms TEXT NOT NULL DEFAULT '[]';   -- further headers that mean this column, as a JSON array

UPDATE property SET synonyms = (SELECT json_group_array(value) FROM (
    SELECT value FROM json_each(property.synonyms) UNION ALL SELECT value FROM json_each(more.column3)))
  FROM (VALUES
    ('firm', 'role', '["business", "main business", "sector", "industry", "行业", "所属行业", "主营业务"]'),
    ('firm', 'founded', '["founded in", "year founded", "founding year", "foundation date", "established", "established in", "date founded", "date established", "incorporated", "创立", "创立时间", "创立日期", "创办时间", "创建时间", "成立年份", "成立年", "成立于"]'),
    ('firm', 'ended', '["end date", "closed", "dissolved", "关闭日期", "解散日期", "注销日期"]'),
    ('firm', 'ticker', '["ticker symbol", "stock code", "stock ticker", "stock symbol", "证券代码", "上市代码"]'),
    ('firm', 'website', '["web site", "homepage", "home page", "url", "link", "官方网站", "网址", "主页", "链接"]'),
    ('institution', 'founded', '["founded in", "year founded", "founding year", "established", "date founded", "成立时间", "成立年份", "创立时间", "创办时间", "建校时间"]'),
    ('institution', 'website', '["web site", "homepage", "home page", "url", "link", "官方网站", "网址", "主页", "链接"]'),
    ('person', 'role', '["position", "title", "job title", "职位", "头衔", "现任职务"]'),
    ('person', 'born', '["birth date", "date of birth", "dob", "birthday", "birth year", "year of birth", "出生年月", "出生年份", "出生时间", "生日"]'),
    ('model', 'status', '["release status", "发布状态"]'),
    ('model', 'released', '["release", "release day", "released at", "date released", "date of release", "launch", "launched", "launch date", "date published", "发布于", "发布日", "发布年月", "发布时间点", "发行日期", "推出时间", "推出日期", "上线时间", "上线日期", "问世时间"]'),
    ('model', 'openness', '["open source", "open-source", "accessibility", "model access", "是否开源", "开源情况", "开源与否", "开放性"]'),
    ('model', 'licence', '["licensing", "license type", "model license", "许可", "许可协议", "开源许可", "授权", "授权协议", "授权方式"]'),
    ('model', 'modalities', '["modality", "input modality", "input modalities", "模态类型", "输入模态", "支持模态"]'),
    ('model', 'domains', '["应用领域", "所属领域"]'),
    ('model', 'parameters', '["params", "param", "param count", "params count", "total parameters", "total params", "parameters total", "number of parameters", "no. of parameters", "# parameters", "# params", "parameter size", "model size", "参数规模", "参数数量", "参数数", "参数个数", "总参数量", "总参", "模型参数", "模型参数量", "模型规模", "模型大小", "参数总量"]'),
    ('model', 'active_parameters', '["active params", "activated parameters", "activated params", "active parameter count", "params active", "激活参数数", "激活参数规模", "激活量"]'),
    ('model', 'context_tokens', '["context size", "context tokens", "ctx", "max context", "maximum context", "context window size", "sequence length", "上下文窗口", "上下文窗口长度", "最大上下文", "最大上下文长度", "窗口长度"]'),
    ('model', 'training_flop', '["training flops", "training flop", "compute flop", "total training compute", "训练 flops", "计算量", "总训练算力"]'),
    ('model', 'training_tokens', '["pretraining tokens", "pre-training tokens", "tokens trained", "number of training tokens", "训练 tokens", "训练 token 数", "训练数据规模", "预训练数据量", "训练语料规模"]'),
    ('model', 'url', '["links", "website", "homepage", "web page", "model page", "官网", "地址", "项目地址", "模型链接"]'),
    ('chip', 'announced', '["announcement date", "date announced", "announced on", "公布时间", "宣布时间", "宣布日期"]'),
    ('chip', 'released', '["release", "released on", "date released", "launch", "launched", "launch date", "上市时间", "上市日期", "推出时间", "推出日期", "发布"]'),
    ('chip', 'process_nm', '["process node", "node", "technology node", "manufacturing process", "process technology", "lithography", "制程工艺", "工艺制程", "工艺节点", "制程节点"]'),
    ('chip', 'transistors', '["transistor count", "number of transistors", "晶体管数量", "晶体管数目", "晶体管总数"]'),
    ('chip', 'memory_bytes', '["memory capacity", "memory size", "vram", "hbm", "hbm capacity", "显存容量", "显存大小", "内存容量"]'),
    ('chip', 'memory_bytes_per_s', '["bandwidth", "mem bandwidth", "memory bw", "hbm bandwidth", "带宽"]'),
    ('chip', 'fp64_flop_per_s', '["fp64 flops", "fp64 performance", "双精度", "双精度算力"]'),
    ('chip', 'fp32_flop_per_s', '["fp32 flops", "fp32 performance", "单精度", "单精度算力"]'),
    ('chip', 'tdp_watts', '["tdp", "power consumption", "thermal design power", "max power", "热设计功耗", "典型功耗", "最大功耗"]'),
    ('chip', 'chips', '["chip count", "number of chips", "芯片数量", "芯片个数"]'),
    ('facility', 'operational', '["operational date", "operational since", "opened", "opening date", "start of operation", "投运时间", "投产时间", "投产日期", "启用时间", "启用日期", "运营时间"]'),
    ('facility', 'power_watts', '["power capacity", "power draw", "it power", "供电容量", "电力容量", "电力"]'),
    ('facility', 'h100_equivalents', '["h100 equivalent", "h100e", "h100 eq", "h100 当量", "h100 等效", "等效 h100"]'),
    ('policy', 'type', '["policy type", "category", "政策类型", "类别"]'),
    ('policy', 'document_no', '["document no", "document no.", "doc no", "document id", "reference number", "文件号", "文件编号", "发文字号", "编号"]'),
    ('policy', 'proposed', '["date proposed", "proposal date", "提出时间", "提案日期"]'),
    ('policy', 'announced', '["announcement date", "date announced", "announced on", "公布时间", "宣布时间", "宣布日期"]'),
    ('policy', 'published', '["publication date", "date published", "published on", "publish date", "发布时间", "发文日期", "印发日期", "印发时间", "刊登时间"]'),
    ('policy', 'effective', '["effective date", "effective from", "in force", "in force since", "date of effect", "entry into force", "生效时间", "施行日期", "施行时间", "实施日期", "实施时间"]'),
    ('policy', 'ended', '["end date", "repealed", "expired", "expiry date", "失效日期", "失效时间", "废止时间"]'),
    ('policy', 'url', '["url", "website", "网址", "原文链接", "全文链接"]'),
    ('technology', 'stage', '["supply chain stage", "供应链环节", "产业链环节"]'),
    ('country', 'iso2', '["alpha2", "iso2 code", "iso alpha-2", "iso 3166-1 alpha-2", "country code", "二字代码", "国家代码"]'),
    ('country', 'iso3', '["alpha3", "iso3 code", "iso alpha-3", "iso 3166-1 alpha-3", "三字代码"]'),
    ('country', 'iso_numeric', '["numeric code", "iso numeric", "iso 3166-1 numeric", "数字代码"]')
  ) AS more
  WHERE property.kind = more.column1 AND property.name = more.column2;

UPDATE derived SET synonyms = more.column3
  FROM (VALUES
    ('model', 'developers', '["developer", "developed by", "company", "companies", "organization", "organizations", "organisation", "organisations", "org", "lab", "ai lab", "vendor", "maker", "creator", "provider", "firm", "开发商", "开发方", "开发公司", "开发机构", "开发单位", "研发机构", "研发单位", "研发公司", "研发方", "研发团队", "研发商", "公司", "公司名称", "所属公司", "企业", "企业名称", "所属企业", "机构", "机构名称", "所属机构", "厂商", "单位", "团队", "发布机构", "发布方", "发布公司"]'),
    ('model', 'countries', '["country", "nation", "country/region", "country of origin", "origin", "国家", "国别", "地区", "来源国", "所属国家", "所在国家", "国家或地区", "国家和地区"]'),
    ('firm', 'countries', '["country", "countries", "nation", "country/region", "hq", "hq country", "headquarter", "headquarters", "headquartered in", "headquarters country", "headquarters location", "hq location", "country of headquarters", "总部", "总部所在地", "总部所在国", "总部所在国家", "总部国家", "国家", "国别", "地区", "所在国", "所在国家", "所属国家", "国家或地区", "国家和地区"]'),
    ('institution', 'countries', '["country", "countries", "nation", "country/region", "hq", "hq country", "headquarter", "headquarters", "headquartered in", "headquarters country", "headquarters location", "hq location", "country of headquarters", "总部", "总部所在地", "总部所在国", "总部所在国家", "总部国家", "国家", "国别", "地区", "所在国", "所在国家", "所属国家", "国家或地区", "国家和地区", "location", "所在地"]'),
    ('chip', 'designers', '["designer", "designed by", "company", "vendor", "developer", "brand", "设计公司", "设计方", "设计商", "设计企业", "公司", "公司名称", "所属公司", "厂商", "厂家", "品牌", "企业", "开发商"]'),
    ('chip', 'manufacturers', '["manufacturer", "manufactured by", "foundry", "foundries", "fab", "made by", "fabricated by", "制造方", "制造厂商", "制造企业", "代工厂", "代工", "代工方", "晶圆代工", "晶圆代工厂", "生产商"]'),
    ('facility', 'countries', '["country", "nation", "country/region", "国家", "国别", "地区", "所在国", "所在国家"]'),
    ('policy', 'issuers', '["issuer", "issued by", "issuing body", "issuing agency", "issuing authority", "agency", "authority", "发布单位", "发布部门", "颁布机构", "颁布单位", "制定机关", "制定机构", "发文机关", "发文单位", "发文机构"]')
  ) AS more
  WHERE derived.kind = more.column1 AND derived.name = more.column2;
