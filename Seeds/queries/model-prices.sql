-- title: What models cost through their interfaces
-- title_zh: 各模型的接口价格
-- description: The newest price of input and output for a million tokens, cheapest output first,
--   with openness and countries. Prices are the seller's list prices in the currency they are
--   quoted in.
-- description_zh: 每百万词元输入与输出的最新价格，按输出价由低到高，附开放程度与来源国/地区。均为卖方标价与原币种。
-- param: country entity:country = -- Only models of this country | 仅此国家/地区的模型
WITH price AS (
  SELECT f.subject, f.condition, f.currency,
         max(f.value) FILTER (WHERE f.measure = 'price-input') AS input,
         max(f.value) FILTER (WHERE f.measure = 'price-output') AS output,
         max(f.date) AS date
    FROM latest_figures f
   WHERE f.measure IN ('price-input', 'price-output') AND f.unit = '1M token'
   GROUP BY f.subject, f.condition, f.currency)
SELECT e.key, e.name, e.name_zh, m.released, m.openness,
       (SELECT group_concat(name, '; ') FROM (
         SELECT c.name FROM model_country o JOIN entity c ON c.id = o.country
          WHERE o.model = m.id ORDER BY c.name)) AS countries,
       p.condition, p.date, p.currency, p.input AS input_per_1m_tokens,
       p.output AS output_per_1m_tokens
  FROM price p
  JOIN entity e ON e.key = p.subject AND e.retired IS NULL
  JOIN model m ON m.id = e.id
 WHERE :country IS NULL OR EXISTS (
   SELECT 1 FROM model_country o JOIN entity c ON c.id = o.country
    WHERE o.model = m.id AND c.key = :country)
 ORDER BY p.currency, p.output NULLS LAST, p.input, e.key, p.condition;
