-- Who writes under the number of a Yjs client: the first person, for ever. The server's word, in the same commit as the
-- first update, so that nobody can write under the number of somebody else's tab.
CREATE TABLE scenario_client (
  scenario_id UUID NOT NULL,
  client BIGINT NOT NULL,
  person_id UUID NOT NULL,

  CONSTRAINT scenario_client_pkey PRIMARY KEY (scenario_id, client)
);

ALTER TABLE scenario_client ADD CONSTRAINT scenario_client_scenario_id_fkey
  FOREIGN KEY (scenario_id) REFERENCES scenario(id) ON DELETE CASCADE ON UPDATE CASCADE;
