"""Prints the versions of Tryton and of these modules. Ends with an error that names what is not installed.

versions.py MODULE…
"""
import configparser
import os
import sys

import proteus  # noqa: F401
import trytond

print('trytond', trytond.__version__)
for module in sys.argv[1:]:
    settings = configparser.ConfigParser()
    path = os.path.join(os.path.dirname(trytond.__file__), 'modules', module, 'tryton.cfg')
    if not settings.read(path):
        sys.exit('the module %s is not installed' % module)
    print(module, settings['tryton']['version'])
