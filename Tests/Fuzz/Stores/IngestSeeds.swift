/// What is changed: small files that say something of every sort, with a mark in each row
/// (`Mk0001x`), and the words that mean something in them.
enum IngestSeeds {
  static let table = #"""
    模型,别名,发布,参数量,开源,机构,地区,对象,备注
    Polaris Mk0001x,北极星二号Mk0002x、小北Mk0003x,2025-05,未公开,是,华为Mk0004x、Northern University,中国、中国,boreas-9,联合
    Ursa Mk0005x,,2025-06-30,"3,500,000,000",否,Ursa Labs Mk0006x,国际,,
    Vela Mk0007x,"Mk0008x, ""V""",2024,6710亿,,"Aurora Labs",China,boreas-9,"两
    行"
    """#

  static let mapping = """
    name: lab-models
    title: Models of the northern labs
    kind: model
    dates: ymd
    source:
      key: northern-survey
      title: Survey of the northern labs
      published: 2025-08
      reliability: press
    context: develops
    columns:
      模型: name
      别名:
        alias: zh
        split: "、"
      发布: released
      参数量:
        property: parameters
        blank: [未公开]
      开源:
        property: openness
        values:
          是: weights-unrestricted
          否: api
      机构:
        relation: developed_by
        split: "、"
        kind: firm
        kind-by-word:
          institution: [University]
        create: true
      地区:
        relation: country_of_origin
        split: "、"
        kind: country
        skip: [国际]
      对象:
        relation: trained_on
        kind: chip
    ignore: [备注]
    """

  static let own = [
    "sources.csv":
      "key,title,publisher,url,published,licence,lang,reliability\n"
      + "gamma,Gamma Mk0001x,G,https://gamma.example/,2025-07,CC-BY-4.0,en,press\n",
    "models.csv":
      "key,name,name_zh,released,openness,parameters,description,source\n"
      + "cygnus-1,Cygnus 1 Mk0002x,天鹅一号,2025-03-01,api,671e9,\"Mk0003x \"\"q\"\", x\",gamma\n"
      + "aurora-1,,,2025-03-02,,,,gamma\n,Lyra Mk0004x,天琴,2025,,7B,,gamma\n",
    "firms.csv":
      "key,name,name_zh,founded,website,source\n"
      + "cygnus-labs,Cygnus Labs Mk0005x,天鹅,2021-03,https://cygnus.example,gamma\n",
    "names.csv":
      "entity,text,lang,role,source\ncygnus-1,Mk0006x 号,zh-Hans,alias,gamma\n"
      + "aurora-labs,Mk0007x,en,former,\n",
    "relations.csv":
      "subject,predicate,object,qualifier,valid_from,valid_to,share,quantity,unit,note,source\n"
      + "cygnus-labs,develops,cygnus-1,,2025,,,,,Mk0008x,gamma\n"
      + "cygnus-1,trained_on,boreas-9,,,,0.5,2048,chip,,gamma\n",
    "figures.csv":
      "subject,measure,object,date,until,basis,condition,value,low,high,unit,currency,note,source\n"
      + "cygnus-labs,revenue,,2024,,flow,,1e9,9e8,1.1e9,,USD,Mk0009x,gamma\n",
    "events.csv":
      "entity,event,date,scope,note,source\ncygnus-1,preview,2025-01,api,Mk0010x,gamma\n",
    "claims.csv":
      "key,speaker,source,text,text_zh,modality,made,about\n"
      + "claim-a,cygnus-labs,gamma,Mk0011x leads.,领先。,prediction,2025-02,cygnus-1; boreas-9\n",
    "citations.csv":
      "entity,subject,predicate,object,source,fields,value,wording,basis,locator,quote\n"
      + "cygnus-1,,,,gamma,parameters,670000000000,6700亿,estimated,p. 3,Mk0012x\n",
  ]

  static let packaged = """
    Firmenname;Gegründet;Börse;Umsatz
    华芯科技 Mk0001x;15.03.2011;002405;1.234,5
    北方智算 Mk0002x;–;k.A.;
    Südchip Mk0003x;01.12.1999;SC;7

    """

  static let descriptor = """
    {"name": "cn-firms", "title": "Chinese chip firms", "homepage": "https://example.org/firms",
     "created": "2025-06-01T00:00:00Z", "licenses": [{"name": "CC-BY-4.0"}],
     "sources": [{"title": "Ministry list"}], "contributors": [{"title": "A", "role": "publisher"}],
     "resources": [{"name": "firms", "path": "firms.csv", "encoding": "utf-8",
      "dialect": {"delimiter": ";", "header": true},
      "schema": {"missingValues": ["", "–", "k.A."], "primaryKey": ["Firmenname"],
       "fields": [{"name": "Firmenname"},
        {"name": "Gegründet", "type": "date", "format": "%d.%m.%Y"}, {"name": "Börse"},
        {"name": "Umsatz", "type": "number", "decimalChar": ",", "groupChar": "."}]}}]}
    """

  static let words = [
    // Values.
    "", "0", "-1", "1e999", "NaN", "9223372036854775807", "4.02E+24", "2025", "2025-13-40", "12–15",
    "31/12/2024", "45839", "6710亿", "80 GB", "≈", "~", "null", "n/a", "true", "=1+1", "'=x", "; ",
    "、", "中国", "China", "aurora-1", "aurora-labs", "boreas-9", "Aurora 1", "極光", "\u{0}",
    "\u{FEFF}", "\u{202E}", "\u{E000}", "😀", "e\u{301}", "a\"b", "\"", ",", ";", "\t", "\r", "\n",
    // Columns, kinds and predicates.
    "key", "name", "name_zh", "description", "released", "founded", "openness", "parameters",
    "retired", "source", "row_version", "model", "models", "firm", "chip", "country", "develops",
    "developed_by", "trained_on", "headquartered_in", "country_of_origin", "revenue", "alias",
    // Mappings.
    "columns", "relation", "property", "kind", "kind-by-word", "split", "values", "blank", "skip",
    "create", "ignore", "renamed", "rows", "entities", "relations", "figures", "readings", "files",
    "where", "except", "citation", "basis", "locator", "context", "subject", "object", "measure",
    "date", "value", "unit", "constant", "dates", "mdy", "dmy", "reverse", "|", ">", "&a", "*a",
    "!!int", "- ", ": ", "{", "}", "[", "]", "#", "---", "...", "%YAML 1.9", "? ",
    // Descriptors.
    "resources", "path", "data", "schema", "fields", "type", "format", "missingValues", "dialect",
    "delimiter", "header", "headerRows", "commentChar", "quoteChar", "escapeChar", "encoding",
    "gb18030", "utf-16le", "hash", "bytes", "foreignKeys", "reference", "resource", "primaryKey",
    "../x.csv", "datapackage.json", "firms.csv", "aikb", "layout", "decimalChar", "groupChar",
    "bareNumber", "integer", "number", "boolean", "trueValues", "array", "%d/%m/%y", "any",
  ]
}
