"""Fills a new Tryton database as a factory would by hand: customers with invite codes, products with a bill of
materials, sales in every state, productions with and without lots. Prints what the tests need to know as JSON.

seed.py SETTINGS DATABASE USER PASSWORD
"""
import json
import sys
from decimal import Decimal

SETTINGS, DATABASE, USER, PASSWORD = sys.argv[1:]

from proteus import Model, Wizard, config as proteus_config  # noqa: E402

config = proteus_config.set_trytond(DATABASE, config_file=SETTINGS)

LOTS = Model.get('ir.module').find([('name', '=', 'stock_lot'), ('state', '=', 'activated')]) != []
SUPPLY = Model.get('ir.module').find(
    [('name', '=', 'sale_supply_production'), ('state', '=', 'activated')]) != []

Party = Model.get('party.party')
Sale = Model.get('sale.sale')
Production = Model.get('production')


def record(model, **values):
    made = Model.get(model)(**values)
    made.save()
    return made


def set_up_company():
    """A company with the chart of accounts that Tryton brings: sales are invoiced."""
    wizard = Wizard('company.company.config')
    wizard.execute('company')
    wizard.form.party = record('party.party', name='制造厂')
    wizard.form.currency = record('currency.currency', name='人民币', symbol='¥', code='CNY')
    wizard.execute('add')
    config._context = Model.get('res.user').get_preferences(True, {})
    made, = Model.get('company.company').find()

    template, = Model.get('ir.model.data').find(
        [('module', '=', 'account'), ('fs_id', '=', 'account_template_root_en')])
    wizard = Wizard('account.create_chart')
    wizard.execute('account')
    wizard.form.account_template = Model.get('account.account.template')(template.db_id)
    wizard.form.company = made
    wizard.execute('create_account')
    for kind in ('receivable', 'payable'):
        setattr(wizard.form, 'account_' + kind, account(kind))
    wizard.execute('create_properties')
    return made


def account(kind):
    return Model.get('account.account').find([('type.' + kind, '=', True)], limit=1)[0]


company = set_up_company()


def user(login):
    """The user that the driver signs in as: it may read what the standard groups of its work may read."""
    Group, User = Model.get('res.group'), Model.get('res.user')
    made = User(name=login, login=login, password=PASSWORD)
    for name in ('Sales', 'Production', 'Stock'):
        made.groups.append(Group.find([('name', '=', name)])[0])
    made.companies.append(company)
    made.company = company
    made.save()


def customer(name, code, *invite_codes):
    party = Party(name=name, code=code)
    for invite_code in invite_codes:
        mechanism = party.contact_mechanisms.new()
        mechanism.type = 'other'
        mechanism.name = '微信邀请码'
        mechanism.value = invite_code
    party.save()
    return party


category = record('product.category', name='产品', accounting=True, account_revenue=account('revenue'))
unit, = Model.get('product.uom').find([('name', '=', 'Unit')])


def product(name, code, **fields):
    template = Model.get('product.template')(
        name=name, default_uom=unit, type='goods', list_price=Decimal(30), account_category=category)
    for field, value in fields.items():
        setattr(template, field, value)
    made, = template.products
    made.suffix_code = code
    made.cost_price = Decimal(20)
    template.save()
    made, = template.products
    return made


def produced(name, code, supplied):
    """A product that is made of steel; where Tryton can, a sale of it asks for its production."""
    fields = {'producible': True, 'salable': True}
    if SUPPLY:
        fields['supply_on_sale'] = supplied
    made = product(name, code, **fields)
    bom = Model.get('production.bom')(name=code)
    bom.inputs.append(Model.get('production.bom.input')(product=steel, quantity=2))
    bom.outputs.append(Model.get('production.bom.output')(product=made, quantity=1))
    bom.save()
    made.boms.append(Model.get('product.product-production.bom')(bom=bom))
    made.save()
    return made


def sale(party, lines, until=(), reference=None, invoice_method='order'):
    # A sale that is to be invoiced is not done by being sent.
    order = Sale(party=party, invoice_method=invoice_method, reference=reference)
    for made, quantity in lines:
        line = order.lines.new()
        line.product = made
        line.quantity = quantity
    order.save()
    for button in until:
        order.click(button)
    order.reload()
    return order


def lot(made, number):
    found = Model.get('stock.lot').find([('number', '=', number), ('product', '=', made.id)])
    if found:
        return found[0]
    new = Model.get('stock.lot')(product=made, number=number)
    new.save()
    return new


def produce(order, index, batch, until):
    """Produce a line: Tryton's own request for it, or a production that names the sale as its reference. Gives the
    batch's code: where Tryton has lots that of the lot, once it is there; else the production's number."""
    line = order.lines[index]
    found = Production.find([('origin', '=', 'sale.line,%s' % line.id)]) if SUPPLY else []
    if found:
        made, = found
        made.click('draft')
    else:
        made = Production(product=line.product, bom=line.product.boms[0].bom, quantity=line.quantity)
        made.reference = order.number
        made.save()
    for button in ('wait', 'assign_force', 'run', 'done')[:until]:
        if button == 'done' and LOTS:
            output, = made.outputs
            output.lot = lot(line.product, batch)
            output.save()
            made.reload()
        made.click(button)
    made.reload()
    order.reload()
    if not LOTS:
        return made.number
    return batch if made.state == 'done' else None


def send(order, **batches):
    """Send what was sold, of these lots where there are lots."""
    shipment, = order.shipments
    for move in shipment.inventory_moves:
        if LOTS:
            move.lot = lot(move.product, batches[move.product.code.replace('-', '_')])
            move.save()
    shipment.reload()
    shipment.click('assign_force')
    shipment.click('pick')
    shipment.click('pack')
    shipment.click('done')
    order.reload()


ORDERS = []


def order(status, made, *materials):
    """Note what an order of the customer should look like."""
    ORDERS.append({
        'id': str(made.id), 'number': made.number or '(%s)' % made.id, 'status': status,
        'materials': [
            {'id': str(line.id), 'code': line.product.code, 'status': state,
             'batchCodes': [batch for batch in batches if batch]}
            for line, (state, *batches) in zip(made.lines, materials)],
    })
    return made


RUN, DONE = 3, 4
CONFIRM = ('quote', 'confirm')

user(USER)
steel = product('钢材', 'STEEL')
part_a = produced('零件 A', 'PART-A', True)
part_b = produced('零件 B', 'PART-B', False)

own = customer('某某公司', 'CODE001', 'INVITE123')
other = customer('另一公司', 'CODE002', 'INVITE456')
gone = customer('旧公司', 'CODE003', 'INVITE789')
gone.active = False
gone.save()
# The code of a customer, but as a remark and not as an invite code.
record('party.contact_mechanism', party=other, type='other', name='备注', value='INVITE124')

order('pending', sale(own, [(part_a, 1)]), ['pending'])
order('pending', sale(own, [(part_a, 1), (part_b, 2)], ('quote',)), ['pending'], ['pending'])

making = sale(own, [(part_a, 5), (part_b, 3)], CONFIRM)
batches = produce(making, 0, 'BATCH-A-1', RUN), produce(making, 1, 'BATCH-B-1', DONE)
order('producing', making, ['producing', batches[0]], ['completed', batches[1]])

order('producing', sale(own, [(part_b, 7)], CONFIRM, reference='合同 100%_A'), ['producing'])

sent = sale(own, [(part_a, 2)], CONFIRM)
batch = produce(sent, 0, 'BATCH-A-2', DONE)
send(sent, PART_A='BATCH-A-2')
order('shipped', sent, ['shipped', batch])

# From stock: nothing was produced for it, and the lot that was sent says which batch it is.
closed = sale(own, [(part_b, 2)], CONFIRM, invoice_method='manual')
send(closed, PART_B='BATCH-B-1')
order('completed', closed, ['completed', 'BATCH-B-1' if LOTS else None])

order('cancelled', sale(own, [(part_b, 1)], ('quote', 'cancel')), ['cancelled'])

foreign = sale(other, [(part_b, 4)], CONFIRM)
produce(foreign, 0, 'BATCH-B-2', DONE)

print(json.dumps({
    'customerId': str(own.id),
    'orders': ORDERS,
    'other': {'customerId': str(other.id), 'orderId': str(foreign.id), 'materialId': str(foreign.lines[0].id)},
}))
