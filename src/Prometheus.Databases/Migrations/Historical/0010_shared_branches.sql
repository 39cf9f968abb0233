-- A branch that a region's names share on a date stands once: the vector of a name then lacks the bytes of the part, and the view joint_embeddings
-- puts them back. A row that shares nothing, such as those of an older store, is whole as it was.
ALTER TABLE joint_embeddings RENAME TO joint_vectors;
ALTER TABLE joint_vectors ADD COLUMN shared_by TEXT;   -- region whose part it lacks; NULL: it is whole
ALTER TABLE joint_vectors ADD COLUMN shared_at NARROW; -- where the part stands, in bytes

CREATE TABLE joint_shared_parts (
  joint_type  TEXT NOT NULL,
  model_id    TEXT NOT NULL,
  as_of_date  DATE NOT NULL,
  shared_by   TEXT NOT NULL,
  part        BLOB NOT NULL,
  PRIMARY KEY (joint_type, model_id, as_of_date, shared_by)
) CLUSTERED;
-- PostgreSQL: ALTER TABLE joint_shared_parts ALTER COLUMN part SET STORAGE EXTERNAL;
