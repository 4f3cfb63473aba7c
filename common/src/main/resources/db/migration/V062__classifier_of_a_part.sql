-- Writers register their classifier before they begin, and no version is ever deleted: to look it up
-- again for every part took longer than to store the part.
alter table signal_part drop constraint signal_part_classifier_fkey;
