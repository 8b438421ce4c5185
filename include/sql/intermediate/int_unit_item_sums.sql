-- The items each unit answers for, over all projects: how many, of how many there is word, how much of them the
-- projects' curves ask for and how much is reported. Yuan, unrounded.
-- One row per unit that answers for any item. An item weighs its share of the project times the project's budget. All
-- three amounts are of the items whose word is known, so that what is planned and what is reported speak of the same
-- ones. An item that several units answer for counts with each of them.
-- Scope: sums over projects.
select
    items.unit_code,
    count(*) as items_count,
    count(*) filter (where items.reported_ratio is not null) as known_items_count,
    count(*) filter (where items.level = 'yellow') as yellow_items_count,
    count(*) filter (where items.level = 'red') as red_items_count,
    sum(items.item_amount) filter (where items.reported_ratio is not null) as known_items_amount,
    sum(items.planned_amount) filter (where items.reported_ratio is not null) as planned_items_amount,
    sum(items.reported_amount) as reported_items_amount
from int_unit_items as items
group by items.unit_code
