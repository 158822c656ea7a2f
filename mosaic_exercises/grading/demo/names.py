"""Invented names for the demonstration class. Drawn at random from lists of common names: any likeness is chance."""

from __future__ import annotations

# (given names, family names) that go together, several scripts, accents, apostrophes and hyphens included.
NAMES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (
        ("Amelia", "Oliver", "Grace", "Harry", "Siobhán", "Conor", "Niamh", "Rhys", "Catrin", "Euan"),
        (
            "Hughes",
            "Okafor",
            "O'Neill",
            "MacLeod",
            "Fitz-Gerald",
            "Clarke",
            "Patel",
            "Ní Bhriain",
            "Evans",
            "Smith, Jr.",
        ),
    ),
    (
        ("Zoë", "Jürgen", "Käthe", "Lukas", "Anneliese", "Björn", "Åsa", "Søren", "Matilda", "Jörg"),
        (
            "Müller",
            "Größer",
            "Østergaard",
            "von der Heide",
            "Strömberg",
            "Weiß",
            "Kjær",
            "Lindqvist",
            "Vögele",
            "Bauer",
        ),
    ),
    (
        ("José", "Inês", "Begoña", "João", "Lucía", "Thaís", "Íñigo", "Camila", "Mateus", "Renée"),
        ("García Núñez", "Gonçalves", "D'Angelo", "Peña", "Araújo", "Lefèvre", "Muñoz", "de Souza", "Bênoît", "Rossi"),
    ),
    (
        ("Łukasz", "Żaneta", "Václav", "Šárka", "Đorđe", "Ágnes", "Ştefan", "Oğuz", "Jānis", "Ieva"),
        ("Wójcik", "Šimůnek", "Đukić", "Kovács", "Ionescu", "Yıldırım", "Bērziņš", "Nagy-Tóth", "Novák", "Čapek"),
    ),
    (("Ольга", "Дмитро", "Світлана", "Тарас"), ("Шевченко", "Коваль", "Мельник", "Іваненко")),
    (("Γιώργος", "Ελένη", "Νίκος", "Μαρία"), ("Παπαδάκης", "Νικολάου", "Δημητρίου")),
    (("محمد", "فاطمة", "يوسف", "ليلى", "سارة", "خالد"), ("الحسن", "العربي", "حداد", "منصور", "النجار")),
    (("נועה", "איתי", "תמר", "יונתן", "שירה"), ("כהן", "לוי", "מזרחי", "בן-דוד", "פרץ")),
    (("さくら", "健太", "美咲"), ("佐藤", "高橋", "伊藤")),
    (("明华", "丽", "子涵"), ("王", "李", "陈")),
    (("अनन्या", "राहुल", "प्रिया"), ("शर्मा", "पटेल", "गुप्ता")),
    (("Thị Hạnh", "Văn Đức", "Thu Hà"), ("Nguyễn", "Trần", "Phạm")),
    (
        ("Adaeze", "Kwame", "Thandiwe", "Oluwaseun", "Wanjirũ", "N'Golo", "Amara", "Tendai"),
        ("Nwosu", "Mensah", "Dlamini", "Adébáyọ̀", "Kamau", "Diop", "Traoré", "Moyo"),
    ),
)
