-- Creates the role and the database: runuser -u postgres -- psql -f deploy/postgresql.sql
-- The system user of the same name connects through the socket, without a password:
-- QUIZ_DATABASE_URL='postgresql:///steady?host=/run/postgresql'
CREATE ROLE steady LOGIN CONNECTION LIMIT 60;
CREATE DATABASE steady OWNER steady ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE steady FROM PUBLIC;
