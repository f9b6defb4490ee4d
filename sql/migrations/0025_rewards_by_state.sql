-- The console lists rewards of a state, the newest first.
ALTER TABLE rewards ADD KEY rewards_of_state (state, id);
