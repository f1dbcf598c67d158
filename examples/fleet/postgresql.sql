CREATE TABLE chat_budget (id TEXT PRIMARY KEY, state BYTEA, expires_at BIGINT);
