-- How the ranking is to be read, and what last week's places are taken from.
-- One row per sentence.
select sentences.sentence
from (values (1, 'order'), (2, 'previous')) as sentences (place, sentence)
order by sentences.place
