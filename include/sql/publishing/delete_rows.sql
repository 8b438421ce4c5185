-- Take chosen rows of one day out of a mart.
delete from /* schema */./* mart */
where
    as_of_date = :as_of_date
    and /* chosen */
