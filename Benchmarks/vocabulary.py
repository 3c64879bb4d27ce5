"""The words the generator writes with: real and invented English, and common Chinese.

Everything is ASCII or simplified Chinese, so that folding (Sources/KnowledgeBase/Text) changes
nothing but case: the C program beside needs no Unicode tables.
"""

import itertools
import pathlib
import random

ENGLISH = """
the of and in to for a with on by from is as its that at are an was this which has been be also
into chip model data center supply export control advanced training compute semiconductor company
network memory foundry government policy national research production capacity process technology
systems design graphics processor accelerator inference language large open weights license cloud
energy power cooling packaging wafer lithography equipment market share revenue investment subsidy
partner contract customer vendor manufacturer supplier regional security defense industrial
strategy act regulation compliance restriction entity list tariff trade agreement alliance
laboratory university institute team founded headquartered released announced developed acquired
operates provides supports includes based first second generation series node bandwidth throughput
efficiency performance benchmark evaluation parameters tokens dataset corpus multilingual reasoning
vision speech code agent safety alignment risk governance audit standard framework international
domestic foreign global leading major new high low next early late public private state joint
venture capital fund startup platform software hardware interconnect optical silicon photonics
substrate materials mask etching deposition inspection testing yield demand growth forecast quarter
annual report million billion percent increase decline shortage expansion plant factory cluster
server rack device mobile edge automotive robot drone satellite quantum
""".split()

CHINESE_TERMS = """
人工智能 大模型 模型 芯片 算力 数据 训练 推理 参数 企业 公司 市场 技术 产业 研发 发布 开源 国家
地区 政策 出口 管制 供应链 供应 制造 制程 工艺 晶圆 代工 封装 测试 设备 材料 光刻 刻蚀 存储 内存
带宽 服务器 集群 数据中心 云计算 平台 软件 硬件 系统 架构 设计 生产 产能 投资 融资 收入 份额 客户
合作 竞争 领先 国产 替代 自主 创新 研究 机构 大学 实验室 团队 科学家 论文 专利 标准 监管 法规 法案
条例 办法 规划 指南 安全 风险 治理 合规 审查 许可 限制 清单 关税 贸易 协议 联盟 战略 计划 基金
补贴 税收 人才 教育 应用 场景 医疗 金融 汽车 机器人 自动驾驶 语音 图像 视觉 视频 文本 语言 翻译
搜索 推荐 对话 助手 智能体 代码 编程 多模态 上下文 词元 注意力 网络 神经 深度 学习 强化 预训练
微调 对齐 评测 基准 性能 效率 成本 价格 能耗 功耗 散热 电力 能源 光伏 量子 通信 卫星 无人机 手机
终端 边缘 物联网 工业 农业 制造业 服务业 全球 国际 国内 海外 亚洲 欧洲 美洲 东部 西部 城市 园区
基地 工厂 项目 工程 建设 运营 管理 服务 产品 用户 需求 增长 下降 提高 降低 扩大 推进 推动 支持
加强 实现 完成 建立 采用 提供 使用 开发 推出 宣布 成立 收购 上市 签署 启动 投入 达到 超过 约 近
第一 第二 主要 重要 核心 关键 先进 新型 高端 通用 专用 超级 大规模 高性能 低成本 万亿 亿元 百分点
季度 全年 报告 数据集 语料 知识库 图谱 接口 框架 工具 组件 模块 电路 晶体管 处理器 加速卡 显卡
主板 光模块 交换机 互联 总线 缓存 指令集 编译器 操作系统 数据库 华东 华南 华北 江南 长江 黄河 泰山
昆仑 天山 东海 南海 北斗 星辰 银河 长城 金山 飞云 明月 青松 白鹭 海鸥 凌云 天元 开元 盛世 和光
同方 中科 国芯 华创 新源 智联 云图 灵犀 玄武 朱雀 青龙 麒麟 鲲鹏 凤凰 盘古 女娲 伏羲 神农
""".split()

# Common words of running text with how often they occur: the first 5,000 of the word list that jieba
# ships (MIT licence), without names of persons; 的, which it lists too low, as 4 % of running text.
COMMON_WORDS = pathlib.Path(__file__).with_name("chinese-words.tsv")

ONSETS = "b c d f g h j k l m n p r s t v w z br cl cr dr fl gr pl pr sc sh sl sp st th tr".split()
VOWELS = "a e i o u ai ea io ou".split()
CODAS = ["", "", "", "n", "r", "s", "l", "t", "m", "x", "nd", "rt", "ng"]


def zipf(count):
    """Cumulative weights of `count` words by rank (Zipf's law)."""
    return list(itertools.accumulate(1 / (rank + 2.7) for rank in range(1, count + 1)))


def invent(count, rng):
    """The English words above and invented ones after them, `count` in all, most frequent first."""
    words = dict.fromkeys(ENGLISH)
    while len(words) < count:
        syllables = rng.choices((1, 2, 3, 4), (8, 45, 35, 12))[0]
        word = "".join(
            rng.choice(ONSETS) + rng.choice(VOWELS) + rng.choice(CODAS) for _ in range(syllables)
        )
        if 3 <= len(word) <= 14:
            words[word] = None
    return list(words)


class Vocabulary:
    """Prose and names, all from one random generator."""

    def __init__(self, rng: random.Random):
        self.rng = rng
        self.english = invent(20_000, rng)
        self.english_weights = zipf(len(self.english))
        self.name_words = self.english[len(set(ENGLISH)):]
        self.chinese, self.chinese_weights = self.chinese_words()
        # What names are made of.
        self.chinese_name_words = [word for word in self.chinese if len(word) == 2]

    def chinese_words(self):
        """Common words and the terms above, half of running text each, and their cumulative weights."""
        rows = [line.split("\t") for line in COMMON_WORDS.read_text(encoding="utf-8").splitlines()]
        common = [int(count) for _, count in rows]
        terms = [1 / (rank + 2.7) for rank in range(1, len(CHINESE_TERMS) + 1)]
        weights = [count / sum(common) for count in common] + [w / sum(terms) for w in terms]
        return [word for word, _ in rows] + CHINESE_TERMS, list(itertools.accumulate(weights))

    def name(self, words):
        """Some capitalised words."""
        return " ".join(w.capitalize() for w in self.rng.choices(self.name_words, k=words))

    def chinese_name(self, words):
        """Some words of two characters."""
        return "".join(self.rng.choices(self.chinese_name_words, k=words))

    def english_prose(self):
        """10 to 40 words with commas and full stops, some with quotes or a line end."""
        rng = self.rng
        count = rng.randint(10, 40)
        words = rng.choices(self.english, cum_weights=self.english_weights, k=count)
        for at in range(rng.randint(5, 11), count, rng.randint(6, 12)):
            words[at] += rng.choice((",", ".", ".", ";"))
        if rng.random() < 0.05:
            words[1] = f'"{words[1]}"'
        return self.broken(" ".join(words).capitalize() + ".")

    def chinese_prose(self):
        """10 to 40 words with Chinese punctuation, some with Latin terms or a line end."""
        rng = self.rng
        count = rng.randint(10, 40)
        words = rng.choices(self.chinese, cum_weights=self.chinese_weights, k=count)
        for at in range(rng.randint(4, 9), count, rng.randint(5, 10)):
            words[at] += rng.choice("，，。、")
        if rng.random() < 0.3:
            words[rng.randrange(count)] += rng.choice(("AI", "GPU", "H100", "EUV", "HBM3", "C++"))
        return self.broken("".join(words) + "。")

    def broken(self, text):
        """The text, in two cases of a hundred with a line end in the middle."""
        if self.rng.random() >= 0.02:
            return text
        return text[: len(text) // 2] + "\n" + text[len(text) // 2:]
