"""Only English is judged: texts in other languages get no verdict, English with foreign names in it does."""

from __future__ import annotations

from datetime import date

from mosaic_exercises.models import smart

TODAY = date(2026, 11, 21)
OTHER = """
Steigerung der Kundenzufriedenheit um 10 % bis Ende 2027
Kundenzufriedenheit steigern
Umsatz um 10 Prozent steigern
Wir möchten unsere Gäste begeistern.
Bis Ende Juni beantworten wir alle E-Mails innerhalb von 24 Stunden.
Die Wartezeit an der Kasse soll bis März halbiert werden
Wartezeit am Empfang senken
die beschwerden sollen um die haelfte sinken
DIE ZAHL DER BESCHWERDEN SENKEN
Naechstes Jahr 300 neue Mitglieder gewinnen
Mehr Service fuer Stammkunden
Im Team die Retouren auf unter 5% bringen
Das Hotel Adler eröffnet im Mai ein Café
Wir antworten schneller.
Kundenbindung verbessern
Aumentar las ventas un 10% antes de junio
Reducir las quejas a la mitad
Mejorar la atención al cliente
queremos abrir dos tiendas nuevas en madrid
CONTESTAR A TODOS LOS CORREOS EN 24 HORAS
El equipo responderá en menos de dos días
Lograr que el 80% de los clientes vuelva
Ser la mejor empresa del sector
Lanzar la aplicacion en mayo
Menos colas en la tienda de Sevilla
Augmenter les ventes de 10 % d'ici fin juin
Réduire le temps d'attente à l'accueil
Répondre à tous les clients sous 24 heures
Nous voulons fidéliser nos clients
Satisfaire la clientèle
ouvrir un deuxieme magasin a lyon avant noel
De klanttevredenheid verhogen naar 8,5
Meer omzet uit vaste klanten
Binnen zes maanden 200 nieuwe leden werven
Alle klachten binnen twee dagen beantwoorden
Aumentare la soddisfazione dei clienti del 10% entro giugno
Ridurre i tempi di attesa
Rispondere a tutti i reclami entro due giorni
Vogliamo aprire un nuovo negozio a Torino
Aumentar as vendas em 10% até junho
Reduzir o tempo de espera na loja
Responder a todos os clientes em dois dias
Abrir uma nova loja em Lisboa
Zvýšit spokojenost zákazníků o 10 %
Zwiększyć sprzedaż o 10% do czerwca
提高客户满意度到90%
Umsatz +10 % bis Q3
Ziel: 20 neue Kunden pro Monat
objetivo: 20 clientes nuevos por mes
"""
ENGLISH = """
Open a café in Düsseldorf by May 2027
Raise bookings at Hotel Zum Goldenen Löwen by 10% by June
Win 20 clients in São Paulo and Belo Horizonte this year
Launch the Café de la Paix gift card in March
Cut returns of Müller shoes from 9% to 6% this year
Visit five stores of El Corte Inglés by June
Train all 12 staff of Ristorante Da Vinci before Easter
Answer mails from Société Générale within a day
Improve service at La Maison du Chocolat
Sell 300 pastéis de nata a day at the Porto stall
Publish the Straße der Romanik leaflet by Friday
Increase members of FC Bayern München fan club to 500 by 2028
Translate the Où est la gare sign into English by May
Get Señor Ortega and Frau Schäfer to sign the contract by 1 July
Our Den Haag branch will cut queues by a third this term
Reduce no-shows at Krankenhaus St. Elisabeth by 5 points by year end
Improve our service
increase sales
Be quicker
KEEP ALL 20 VANS CLEAN
Sell more
Staff morale up
Persuade Jürgen
call Zoë back
IKEA and Lidl: 3 visits by May
naïve résumé screening to end by June
Der Spiegel subscribers in Kent: 400 by 2028
Repaint shed
better handovers between shifts
Upgrade to version 12
Guide for Neue Nationalgalerie visitors
Walk 20 minutes every day
Run the Tour de France breakfast for 40 guests on 3 July
"""


def lines(block: str) -> list[str]:
    return [line for line in block.splitlines() if line.strip()]


def refused(text: str) -> bool:
    """No verdict at all, and the note that says why."""
    seen = smart.assess(text, today=TODAY)
    silent = all(seen.finding(name).verdict == "unsure" for name in smart.CRITERIA)
    return silent and seen.kind == "unsure" and any("reads English only" in note for note in seen.notes)


def test_other_languages_get_no_verdict() -> None:
    """German, Spanish, French, Dutch, Italian, Portuguese: short, in capitals, without their accents."""
    judged = [text for text in lines(OTHER) if not refused(text)]
    assert not judged
    assert len(lines(OTHER)) > 40


def test_nothing_is_marked_or_missing_in_a_text_that_is_not_read() -> None:
    for text in lines(OTHER):
        seen = smart.assess(text, today=TODAY)
        assert (seen.spans, seen.missing) == ((), ()), text


def test_english_with_foreign_names_is_read() -> None:
    unread = [text for text in lines(ENGLISH) if refused(text) or smart.assess(text, today=TODAY).kind == "unsure"]
    assert not unread
    assert len(lines(ENGLISH)) > 30
