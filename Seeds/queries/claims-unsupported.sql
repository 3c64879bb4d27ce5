-- title: Claims that nothing on record supports or contradicts
-- title_zh: 尚无证据支持或反驳的主张
-- description: Claims without a row of evidence for or against them (premises do not count), by
--   source, with who makes them and what they are about.
-- description_zh: 没有任何支持或反驳证据的主张（前提不计），按来源排列，附主张者与所涉对象。
-- param: source source = -- Only claims of this source, by key | 仅此来源（键）的主张
-- param: modality choice(fact|assessment|prediction|recommendation|warning|conditional) = -- Only these | 主张类型
SELECT key, modality, source, speaker, text, text_zh, about, premises, made, locator
  FROM claims
 WHERE supports = 0 AND contradicts = 0
   AND (:source IS NULL OR source = :source)
   AND (:modality IS NULL OR modality = :modality)
 ORDER BY source, key;
