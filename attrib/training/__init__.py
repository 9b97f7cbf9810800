"""Records → checkpoint folder: weights, config, tokenizer, ONNX for scoring, card.

The only part of attrib that needs torch and transformers (extra ``train``).
"""
