-- Each payment out of a fund lot once, and whether it is outside the earmark. Yuan.
-- One row per project, funding source, document and voucher.
select
    payments.project_code,
    payments.source_code,
    payments.document_number,
    'public_funds' as series,
    payments.voucher_number,
    payments.payment_date,
    payments.payment_amount,
    payments.is_outside_earmark
from int_payments_in_force as payments
order by payments.payment_date asc, payments.voucher_number asc
