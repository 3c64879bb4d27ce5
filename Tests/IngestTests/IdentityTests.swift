import KnowledgeBase
import Testing

@testable import Ingest

/// Names as data sets, registers and people write them, and whom they mean in the Seeds.
@Suite struct IdentityTests {
  private let resolver: NameResolver

  init() throws {
    let store = try Store(path: ":memory:", access: .create)
    _ = try Ingestor(store, options: Ingestor.Options()).ingestSeeds()
    resolver = try NameResolver(store)
  }

  private func expect(_ names: [String: [String]], _ kind: String) throws {
    for (key, names) in names {
      for name in names {
        #expect(
          try resolver.matches(name, kinds: [kind]).map(\.key) == (key.isEmpty ? [] : [key]),
          "\(name)")
      }
    }
  }

  @Test func aFirmIsFoundUnderEveryLegalFormWidthCaseAndScript() throws {
    try expect(
      [
        "huawei": [
          "华为", "華為", "华为技术有限公司", "Huawei", "Ｈｕａｗｅｉ", "Huawei Technologies",
          "Huawei Technologies Co., Ltd.", "HUAWEI TECHNOLOGIES CO.,LTD",
        ],
        "nvidia": ["NVIDIA", "Nvidia", "NVIDIA Corporation", "NVIDIA Corp.", "英伟达", "輝達"],
        "amd": ["AMD", "Advanced Micro Devices, Inc."],
        "intel": ["Intel Corporation", "英特尔公司"],
        "tsmc": [
          "台积电", "台積電", "Taiwan Semiconductor Manufacturing Company Limited",
          "Taiwan Semiconductor Manufacturing Co., Ltd.", "台湾积体电路制造股份有限公司",
        ],
        "smic": [
          "中芯国际", "中芯國際", "Semiconductor Manufacturing International Corporation",
        ],
        "samsung-electronics": ["Samsung Electronics Co., Ltd.", "三星电子"],
        "sk-hynix": ["SK hynix Inc.", "SK海力士"],
        "micron": ["Micron Technology, Inc.", "美光科技"],
        "cambricon": ["Cambricon Technologies Corporation Limited", "寒武纪"],
        "iflytek": ["iFlytek Co., Ltd.", "科大讯飞股份有限公司"],
        "hygon": ["Hygon", "海光信息技术股份有限公司"],
        "tencent": ["腾讯", "騰訊", "Tencent Holdings Ltd."],
        "alphabet": ["Alphabet Inc."], "google": ["Google LLC"], "meta": ["Meta Platforms, Inc."],
        "microsoft": ["Microsoft Corporation", "微软公司", "微軟"], "openai": ["OpenAI, Inc."],
        "anthropic": ["Anthropic PBC"], "mistral-ai": ["Mistral AI SAS"], "tesla": ["Tesla, Inc."],
      ], "firm")
  }

  @Test func aFirmOfTheSameGroupIsAnotherFirm() throws {
    try expect(
      [
        "alibaba-cloud": ["Alibaba Cloud", "阿里云"], "huawei-cloud": ["Huawei Cloud", "华为云"],
        "china-mobile": ["China Mobile"], "china-telecom": ["China Telecom"],
        // Not known to be those of the group that are on record: the review asks.
        "": ["ASML Holding N.V.", "SenseTime Group Inc.", "浪潮集团有限公司", "OpenAI OpCo, LLC"],
      ], "firm")
  }

  @Test func aCountryIsOneUnderAllItsNamesAndChinaIsNeverTaiwan() throws {
    try expect(
      [
        "united-states": [
          "USA", "U.S.", "U.S.A.", "US", "United States", "United States of America",
          "the United States", "America", "美国", "美國", "美利坚合众国",
        ],
        "china": [
          "China", "中国", "中國", "PRC", "P.R. China", "People's Republic of China", "中华人民共和国",
          "Mainland China",
        ],
        "taiwan": [
          "Taiwan", "台湾", "臺灣", "台灣", "Taiwan, Province of China", "Chinese Taipei",
          "Taiwan, China",
          "Taiwan (China)", "China, Taiwan Province of", "Republic of China (Taiwan)", "中国台湾",
          "中國台灣", "中国台湾省", "台湾地区", "中华台北",
        ],
        "hong-kong": [
          "Hong Kong", "香港", "Hong Kong SAR, China", "China, Hong Kong SAR", "Hong Kong, China",
          "中国香港",
        ], "macao": ["Macao", "Macau", "China, Macao SAR", "Macao, China", "中国澳门"],
        "south-korea": ["South Korea", "Republic of Korea", "Korea (Republic of)", "韩国", "韓國"],
        "north-korea": ["North Korea", "朝鲜"],
        "united-kingdom": ["UK", "U.K.", "Great Britain", "英国"],
        "netherlands": ["The Netherlands", "Holland", "荷兰"], "turkey": ["Türkiye", "Turkey"],
        // One of two, or disputed.
        "": ["Korea", "Republic of China", "ROC"],
      ], "country")
  }
}
