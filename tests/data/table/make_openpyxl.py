# Makes openpyxl*.xlsx, with python3-openpyxl 3.0.9 of Debian 12: python3 make_openpyxl.py
import datetime
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904


def fill(sheet):
    sheet.append(["naam", "kosten", "sinds", "gecontroleerd", "actief", "som", "notitie"])
    sheet.append(["Hartcheck", 1234.5, datetime.date(2026, 3, 1),
                  datetime.datetime(2026, 3, 1, 9, 30), True, "=1+1", "Patiënt – “snel”"])
    sheet.append(["Wachttijd", 0.1, datetime.date(1999, 12, 31), datetime.datetime(2026, 1, 1),
                  False, None, "twee\nregels"])
    sheet["A6"] = "Ver weg"
    sheet["B6"] = 0.1 + 0.2
    sheet["C6"] = 123
    sheet["A1"].font = Font(bold=True)
    sheet.freeze_panes = "A2"


book = Workbook()
book.active.title = "Register"
fill(book.active)
other = book.create_sheet("Leeg")
book.save("openpyxl.xlsx")

book = Workbook()
book.epoch = CALENDAR_MAC_1904
fill(book.active)
book.save("openpyxl-1904.xlsx")

book = Workbook(write_only=True)
sheet = book.create_sheet("Stroom")
sheet.append(["a", "b"])
sheet.append([1, "x"])
book.save("openpyxl-write-only.xlsx")
