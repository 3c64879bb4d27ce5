#!/usr/bin/env python3
"""Makes the workbooks in this folder: python3 make.py, with openpyxl and LibreOffice installed.

models.xlsx and models-1904.xlsx are written by openpyxl; calc.xlsx and calc.ods are models.xlsx
opened and saved by LibreOffice, which computes its formula.
"""
import datetime
import pathlib
import shutil
import subprocess
import tempfile

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

here = pathlib.Path(__file__).parent


def make(epoch=None):
    book = Workbook()
    if epoch:
        book.epoch = epoch
    sheet = book.active
    sheet.title = "模型"
    sheet.append(["name", "released", "month", "seen", "at", "parameters", "open", "code", "double"])
    sheet.append(["通义千问", datetime.date(2025, 7, 23), datetime.date(2025, 7, 1),
                  datetime.datetime(2025, 7, 23, 14, 5, 6), datetime.time(9, 30), 671000000000, True, "007", "=F2*2"])
    sheet.append(["two\nlines, \"quoted\"", datetime.date(1999, 12, 31), datetime.date(2024, 2, 1), None, None, 0.1, False,
                  "2025-07", "=F3*2"])
    sheet.append([])
    sheet.append(["hidden", datetime.date(2004, 2, 29), None, None, None, -1.5e30, None, " x ", "=1/0"])
    sheet.append(["merged", None, None, None, None, 12])
    for row in (2, 3, 5):
        sheet.cell(row, 2).number_format = "yyyy-mm-dd"
        sheet.cell(row, 3).number_format = "mmm-yy"
        sheet.cell(row, 4).number_format = 'yyyy"年"m"月"d"日" h:mm:ss'
        sheet.cell(row, 5).number_format = "h:mm"
    sheet.merge_cells("A6:B6")
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["H"].hidden = True
    book.create_sheet("notes").append(["note", "value"])
    book["notes"].append(["second sheet", 1])
    book.create_sheet("secret").append(["x"])
    book["secret"].sheet_state = "hidden"
    return book


def convert(source, form, target):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["soffice", "--headless", "--convert-to", form, "--outdir", folder, source], check=True)
        shutil.move(f"{folder}/{source.stem}.{form}", target)


make().save(here / "models.xlsx")
make(CALENDAR_MAC_1904).save(here / "models-1904.xlsx")
convert(here / "models.xlsx", "xlsx", here / "calc.xlsx")
convert(here / "models.xlsx", "ods", here / "calc.ods")
