/// What people call the kinds of date. Types of events are words of the users' choice; one that is
/// not listed stands for itself.
enum EventLabel {
  /// The name of an event in both languages.
  ///
  /// - Parameter property: the date property of the same name, if the kind has one.
  static func of(_ event: String, _ property: Property?) -> Label {
    let en = event.replacing("-", with: " ")
    return Label(en: en, zh: chinese[event] ?? property?.label.zh ?? en)
  }

  private static let chinese = [
    "adopted": "通过", "agreed": "达成一致", "amended": "修订", "announced": "公布",
    "approved": "批准", "briefing": "吹风会", "born": "出生", "comment-deadline": "征求意见截止",
    "compliance": "合规期限",
    "consultation-closed": "征求意见结束", "consultation-opened": "征求意见开始", "delayed": "推迟",
    "deprecated": "弃用", "draft": "草案", "edition": "版次", "effective": "生效", "ended": "终止",
    "entry-into-force": "生效", "expanded": "扩大", "filed": "提交", "founded": "成立",
    "general-availability": "正式可用", "ground-breaking": "动工", "issued": "发布",
    "launched": "推出", "licences-issued": "发放许可", "listed": "列入", "open-sourced": "开源",
    "open-weights": "开放权重", "operational": "投运", "passed": "表决通过", "planned": "计划",
    "preview": "预览", "production": "投产", "promulgated": "公布", "proposed": "提出",
    "public-inspection": "公开查阅", "published": "刊登", "released": "发布", "rescinded": "撤销",
    "rescission-announced": "宣布撤销", "retired": "退役", "reversed": "撤回",
    "review-opened": "启动审查", "shipped": "出货", "signed": "签署", "standard-published": "标准发布",
    "statement": "声明", "suspended": "暂停", "suspension-end": "暂停期满", "tool-in": "设备进厂",
    "vetoed": "否决", "vote": "表决", "withdrawn": "撤回",
  ]
}
