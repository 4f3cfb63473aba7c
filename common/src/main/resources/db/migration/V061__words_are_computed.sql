-- The words that decided are computed when somebody asks (decision 025): the column was never filled.
alter table signal drop column evidence;
