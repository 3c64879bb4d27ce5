/// What people call the roles of firms; one that is not listed stands for itself.
enum RoleLabel {
  /// The name of a role in both languages.
  static func of(_ role: String) -> Label { Label(en: role, zh: chinese[role] ?? role) }

  private static let chinese = [
    "batteries": "电池", "cars": "汽车", "chip designer": "芯片设计", "cloud": "云服务",
    "components": "元器件", "defence": "国防", "design software": "设计软件", "displays": "显示",
    "drones": "无人机", "electronics": "电子", "equipment": "设备", "foundry": "晶圆代工",
    "genomics": "基因组", "holding": "控股", "investor": "投资", "lab": "模型研发",
    "materials": "材料", "memory": "存储", "modules": "模组", "optics": "光学",
    "packaging": "封装", "platform": "平台", "research": "研究", "robotics": "机器人",
    "sensors": "传感器", "servers": "服务器", "software": "软件", "surveillance": "安防",
    "systems": "整机系统", "telecom": "电信",
  ]
}
