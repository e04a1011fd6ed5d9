"""LibreOffice as a reader of redlines would use it: without a window, it opens, decides, edits, saves."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

_LIMIT = 120  # seconds; on a quiet machine it takes three
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_LIBRARY = (
    f'{_HEAD}<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"'
    ' library:readonly="false" library:passwordprotected="false"><library:element library:name="Reader"/>'
    "</library:library>"
)
_MODULE = f"""{_HEAD}<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Reader"
 script:language="StarBasic"><![CDATA[
Function Opened(path)
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "Hidden"
  how(0).Value = True
  Opened = StarDesktop.loadComponentFromURL(ConvertToURL(path), "_blank", 0, how())
End Function

Sub Stored(doc, path, kind)
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName"
  how(0).Value = kind
  doc.storeToURL(ConvertToURL(path), how())
End Sub

Sub Told(doc, command)
  Dim nothing_more()
  createUnoService("com.sun.star.frame.DispatchHelper").executeDispatch( _
    doc.CurrentController.Frame, command, "", 0, nothing_more())
End Sub

Function Found(doc, words)
  Dim search
  search = doc.createSearchDescriptor()
  search.SearchString = words
  Found = doc.findFirst(search)
End Function

Sub Edited(folder)
  Dim doc, place
  doc = Opened(folder & "/redline.docx")
  Stored(doc, folder & "/shown.fodt", "OpenDocument Text Flat XML")
  place = Found(doc, "часов.")
  place.String = "ч."
  place = Found(doc, "is read to the")
  place.String = ""
  place = Found(doc, "two days")
  place.getEnd().String = " at most"
  Stored(doc, folder & "/edited.docx", "MS Word 2007 XML")
  StarDesktop.terminate()
End Sub

Sub Decided(folder, command, result)
  Dim doc
  doc = Opened(folder & "/redline.docx")
  Told(doc, ".uno:" & command & "AllTrackedChanges")
  Stored(doc, folder & "/" & result & ".txt", "Text (encoded)")
  Stored(doc, folder & "/" & result & ".docx", "MS Word 2007 XML")
  StarDesktop.terminate()
End Sub
]]></script:module>
"""


# A start each: one headless LibreOffice that does several of these falls over now and then. Comments it can only
# convert: without windows it has none to show them in.
_MACROS = {
    "Edited(FOLDER)": "edited.docx",
    'Decided(FOLDER,"Accept","accepted")': "accepted.docx",
    'Decided(FOLDER,"Reject","rejected")': "rejected.docx",
}
_CONVERSIONS = (
    ("docx:MS Word 2007 XML", "saved", "redline.docx", "remarks.docx"),
    ("fodt", "flat", "remarks.docx"),
    ("docx:MS Word 2007 XML", "flat", "flat/remarks.fodt"),
)


def read_in_office(data: bytes, remarks: bytes, folder: Path) -> None:
    """Let LibreOffice read a redline, and the same with comments; `folder` gets what became of them."""
    soffice = shutil.which("soffice")
    assert soffice, "there is no soffice: apt-get install libreoffice-writer-nogui"
    profile = folder / "profile"
    start = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    # A profile is made on the first start, which overwrites what stands there.
    subprocess.run([*start, "--terminate_after_init"], capture_output=True, check=True, timeout=_LIMIT)
    library = profile / "user" / "basic" / "Standard"
    library.mkdir(parents=True, exist_ok=True)
    (library / "script.xlb").write_text(_LIBRARY, "utf-8")
    (library / "Reader.xba").write_text(_MODULE, "utf-8")
    (folder / "redline.docx").write_bytes(data)
    (folder / "remarks.docx").write_bytes(remarks)
    for call, result in _MACROS.items():
        macro = "macro:///Standard.Reader." + call.replace("FOLDER", f'"{folder}"')
        # It may fall over while it ends, all its work done: what it wrote is what counts.
        subprocess.run([*start, macro], capture_output=True, check=False, timeout=_LIMIT)
        assert (folder / result).is_file(), f"LibreOffice ended before {call} had written {result}"
    for kind, out, *files in _CONVERSIONS:
        named = [str(folder / file) for file in files]
        into = ["--convert-to", kind, "--outdir", str(folder / out)]
        subprocess.run([*start, *into, *named], capture_output=True, check=True, timeout=_LIMIT)
