-- Creates the role and the database: runuser -u postgres -- psql -f deploy/postgresql.sql
-- The system user of the same name connects through the socket, without a password:
-- QUIZ_DATABASE_URL='postgresql:///steady?host=/run/postgresql'
CREATE ROLE steady LOGIN CONNECTION LIMIT 60;
CREATE DATABASE steady OWNER steady ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE steady FROM PUBLIC;
-- For the whole server: less that tells when somebody saved something. docs/hosting.md says what remains.
ALTER SYSTEM SET log_checkpoints = off;
ALTER SYSTEM SET log_autovacuum_min_duration = -1;
ALTER SYSTEM SET track_commit_timestamp = off;
-- Old segments of the write-ahead log are deleted instead of being kept for reuse with their content.
ALTER SYSTEM SET wal_recycle = off;
ALTER SYSTEM SET min_wal_size = '32MB';
SELECT pg_reload_conf();
