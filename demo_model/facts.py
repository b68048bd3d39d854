"""What the demonstration model knows about this software and about itself; the documentation says the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """One fact; languages are "en" and "zh"."""

    id: str
    subject: Mapping[str, str]
    """What is asked about, in a few words."""
    key: Mapping[str, tuple[str, ...]]
    """A correct answer contains at least one of them; compared without case and spaces, see `states`."""

    def states(self, answer: str, language: str) -> bool:
        """Whether the answer contains a key of this fact."""
        text = _squeezed(answer)
        return any(_squeezed(key) in text for key in self.key[language])


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def _fact(
    fact_id: str, en: str, zh: str, key: tuple[str, ...], zh_key: tuple[str, ...] = (), en_only: tuple[str, ...] = ()
) -> Fact:
    """key: in either language; zh_key and en_only: also, in one of them."""
    return Fact(fact_id, {"en": en, "zh": zh}, {"en": key + en_only, "zh": key + zh_key})


FACTS: tuple[Fact, ...] = (
    # Who speaks
    _fact("demo-model", "what this model is", "这个模型是什么", ("demonstration", "demo model"), ("演示",)),
    _fact("not-chatglm3", "whether this is ChatGLM3-6B", "这是不是 ChatGLM3-6B", (), ("不是",), ("not ChatGLM3",)),
    _fact(
        "knows-little",
        "whether this model knows about the world",
        "这个模型是否了解世界",
        (),
        ("不了解", "不知道"),
        ("do not know", "don't know", "cannot know"),
    ),
    _fact("real-model", "how to get the real, large model", "怎样得到真正的大模型", ("ChatGLM3-6B-32K",)),
    _fact(
        "pyglm",
        "what pyglm does",
        "pyglm 是做什么的",
        ("without a GPU", "no GPU"),
        ("不需要 GPU", "没有 GPU", "不用 GPU", "无需 GPU"),
    ),
    # Packing
    _fact(
        "quantize", "the command that packs a checkpoint into one file", "把检查点打包成一个文件的命令", ("quantize",)
    ),
    _fact(
        "quantize-type", "quantize's option that chooses the weight type", "quantize 选择权重类型的选项", ("--type",)
    ),
    _fact("default-type", "the weight type that quantize uses by default", "quantize 默认的权重类型", ("q4",)),
    _fact("q4-size", "size of the ChatGLM3-6B file as q4", "q4 的 ChatGLM3-6B 文件大小", ("3.6 GB",)),
    _fact("q8-size", "size of the ChatGLM3-6B file as q8", "q8 的 ChatGLM3-6B 文件大小", ("6.2 GB",)),
    _fact("f16-size", "size of the ChatGLM3-6B file as f16", "f16 的 ChatGLM3-6B 文件大小", ("12.5 GB",)),
    _fact("q4-bits", "bits that a weight takes in q4", "q4 每个权重的位数", ("4.25",)),
    _fact("file-format", "format of the model file", "模型文件的格式", ("safetensors",)),
    _fact("eval", "the command that measures perplexity", "测量困惑度的命令", ("quantize eval",)),
    _fact(
        "pack-torch",
        "whether PyTorch is needed",
        "是否需要 PyTorch",
        ("without PyTorch", "no PyTorch"),
        ("不需要 PyTorch", "不用 PyTorch", "无需 PyTorch", "不依赖 PyTorch"),
        ("not need PyTorch", "PyTorch is not needed"),
    ),
    # The terminal
    _fact("chat", "the command that opens a chat", "打开聊天的命令", ("pyglm chat",)),
    _fact("generate", "the command that continues a text", "续写文本的命令", ("pyglm generate",)),
    _fact("bench", "the command that measures speed", "测量速度的命令", ("pyglm bench",)),
    _fact(
        "doctor",
        "the command that shows processor, kernels and memory of this machine",
        "显示本机处理器、内核和内存的命令",
        ("pyglm doctor",),
    ),
    _fact(
        "inspect-model",
        "the command that shows a model's sizes, memory and tokenizer",
        "显示模型大小、内存和分词器的命令",
        ("pyglm inspect",),
    ),
    _fact("stop-reply", "how to stop a reply", "怎样停止回答", ("Ctrl-C", "Ctrl+C")),
    _fact("chat-help", "how to list the chat's commands", "怎样列出聊天里的命令", ("/help",)),
    # Documents, caches, sessions
    _fact("doc-option", "the option that puts a document before the chat", "在聊天前放入文档的选项", ("--doc",)),
    _fact("doc-command", "the command that adds a document inside a chat", "在聊天中加入文档的命令", ("/doc",)),
    _fact(
        "doc-pdf",
        "what to install for PDF and HTML documents",
        "读取 PDF 和 HTML 文档要安装什么",
        ("pyglm-runtime[doc]",),
    ),
    _fact("cache-list", "the command that lists the cached prompts", "列出缓存的命令", ("cache list",)),
    _fact("cache-clear", "the command that empties the cache", "清空缓存的命令", ("cache clear",)),
    _fact(
        "cache-limit",
        "the option that limits the cache's size on disk",
        "限制磁盘缓存大小的选项",
        ("--cache-limit", "PYGLM_CACHE_LIMIT"),
    ),
    _fact("cache-size", "how much disk the cache takes at most by default", "缓存默认最多占多少磁盘", ("10 GiB",)),
    _fact("no-cache", "the option that keeps nothing on disk", "不在磁盘上保留任何东西的选项", ("--no-cache",)),
    _fact("session", "the option that keeps a conversation under a name", "用一个名字保存对话的选项", ("--session",)),
    _fact(
        "prompt-lookup",
        "the option that speeds up quoting by guessing repeated text",
        "通过猜测重复文本来加速引用的选项",
        ("--prompt-lookup",),
    ),
    # Memory, processors, speed
    _fact(
        "context",
        "how many tokens the 32K model's context holds",
        "32K 模型的上下文能容纳多少词元",
        ("32,768", "32768"),
    ),
    _fact(
        "cache-token", "memory that the key/value cache takes for one token", "键值缓存每个词元占的内存", ("14.3 KiB",)
    ),
    _fact(
        "instruction-sets",
        "the instruction set that Intel processors since 2013 need",
        "2013 年以来的 Intel 处理器所用的指令集",
        ("AVX2",),
    ),
    _fact("arm", "the kernels for ARM processors", "ARM 处理器用的内核", ("NEON",)),
    _fact("force-isa", "the variable that forces a kernel table", "强制指定内核表的环境变量", ("PYGLM_ISA",)),
    _fact("threads", "how many threads compute by default", "默认用多少线程计算", ("physical core",), ("物理核",)),
    _fact(
        "network",
        "whether data leaves the machine",
        "数据会不会离开本机",
        (),
        ("不会", "不离开"),
        ("nothing leaves", "never leaves", "no data leaves", "stays on"),
    ),
    # Python, tools
    _fact("python-load", "the Python call that opens a model file", "打开模型文件的 Python 调用", ("pyglm.load",)),
    _fact("python-chat", "the Python call for a chat's reply", "得到聊天回答的 Python 调用", ("model.chat",)),
    _fact("python-generate", "the Python call that continues a text", "续写文本的 Python 调用", ("model.generate",)),
    _fact(
        "tools",
        "the option that gives tools from a Python file to the chat",
        "把 Python 文件里的工具交给聊天的选项",
        ("--tools",),
    ),
    _fact("interpreter", "the option that lets the model run code", "让模型运行代码的选项", ("--interpreter",)),
    # The project
    _fact(
        "install", "the command that installs pyglm from a clone", "从克隆的仓库安装 pyglm 的命令", ("pip install .",)
    ),
    _fact(
        "make-demo",
        "the command that builds, installs and shows everything",
        "编译、安装并演示一切的命令",
        ("make demo",),
    ),
    _fact("make-test", "the command that runs the tests", "运行测试的命令", ("make test",)),
    _fact("licence", "the licence", "许可证", ("Apache",)),
    _fact("python-version", "the oldest Python version that works", "最低的 Python 版本", ("3.10",)),
    _fact("languages", "the languages that this model speaks", "这个模型会说的语言", (), ("中文",), ("Chinese",)),
)
