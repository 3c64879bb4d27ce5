-- What has this value in any scheme: a search is typed without the scheme (0700.HK, Q30, 2412.19437).

CREATE INDEX identifier_value ON identifier(value);
