"""The words and emoji of absences in a Slack status, by language.

Each table is text: words and phrases stand between bars, one language to a line, written as people
write them. English, German, French, Spanish and Catalan, Italian, Portuguese, Dutch, Polish, Czech
and Slovak, Swedish, Danish and Norwegian, Finnish, Hungarian, Romanian, Croatian and Serbian,
Turkish, Russian and Bulgarian, Ukrainian, Greek, Arabic, Hebrew, then Chinese, Japanese and Korean.

A word that means something else in another language stands here only with its neighbours: "hasta"
is ill in Turkey and until in Spain, "semester" a holiday in Sweden only, "ill" what remains of
"I'll" without its mark.
"""

WORDS: dict[str, str] = {
    "vacation": """
        vacation | vacationing | vacay | staycation | holiday | holidays | honeymoon | annual leave
        pto | paid time off | bank holiday | holidaying
        Urlaub | Jahresurlaub | Resturlaub | Kurzurlaub | Sommerurlaub | Winterurlaub | Skiurlaub
        Osterurlaub | Weihnachtsurlaub | Familienurlaub | Betriebsurlaub | Betriebsferien | Ferien
        Sonderurlaub | Bildungsurlaub | Flitterwochen | Feiertag | Sommerferien | Weihnachtsferien
        vacances | congés | congé | en RTT | RTT | jour férié | lune de miel
        vacaciones | feriado | día festivo | luna de miel
        ferie | vacanza | vacanze | luna di miele
        de férias | em férias | férias até | de feriado | lua de mel
        vakantie | met verlof | op verlof | verlof | zomervakantie | kerstvakantie | huwelijksreis
        urlop | urlopie | na wakacjach | wakacje | urlopu do
        dovolená | dovolené | dovolenou | dovolenka | dovolenke
        på semester | har semester | semesterledig | semester till | sommarsemester
        på ferie | sommerferie | vinterferie | juleferie | feriefri
        lomalla | kesäloma | kesälomalla | talvilomalla | vuosilomalla | joululomalla | lomailen
        szabadságon | szabin | nyaralok | nyaralás | szabadság alatt
        concediu | concediul | în vacanță
        na odmoru | godišnji odmor | godišnjem odmoru | na godišnjem | на одмору | годишњи одмор
        izinde | izindeyim | izinli | izinliyim | yıllık izin | tatil | tatilde | tatildeyim
        отпуск | отпуске | отпуска | отпуску | каникулы | каникулах
        відпустка | відпустці | відпустку | канікули | канікулах
        διακοπές | άδεια | αδεία
        إجازة | اجازة | عطلة
        חופשה | בחופשה | חופש | בחופש
    """,
    "sick": """
        sick | sick day | sick leave | off sick | medical leave | unwell | under the weather | flu
        not feeling well | feeling poorly | feeling ill | am ill | off ill | ill today | covid
        krank | krankgeschrieben | Krankenstand | krankgemeldet | Krankmeldung | erkältet | Grippe
        Pflegeurlaub | Kinderkrank | Kind krank | Kinderkrankentag
        malade | arrêt maladie | congé maladie | en arrêt de travail | souffrant | souffrante
        grippe
        enfermo | enferma | de baja | baja médica | baja por enfermedad | malalt | malalta
        malato | malata | ammalato | ammalata | malattia | influenza | indisposto | indisposta
        doente | de baixa | baixa médica | atestado médico | licença médica
        ziek | ziekgemeld | ziek gemeld | ziekteverlof | griep
        chory | chora | na zwolnieniu | zwolnienie lekarskie | chorobowe | chorobowym | L4
        nemocný | nemocná | nemoc | na nemocenské | nemocenská | neschopenka | chorý | PN
        sjuk | sjukskriven | sjukanmäld | vab | vabbar | vabbing
        syg | sygemeldt | syk | sykmeldt | sykemeldt | sykmelding | barn syk | barn syg
        sairaana | sairas | sairaslomalla | saikulla | kipeänä
        beteg | betegen | betegszabadság | betegszabadságon | táppénz | táppénzen
        bolnav | bolnavă | concediu medical
        bolestan | bolesna | na bolovanju | боловање | болестан | болесна
        hastayım | hastalık izni | hastalık izninde | raporlu | raporluyum
        болею | болеет | болен | больна | заболел | заболела | больничный | больничном | простуда
        хворію | хворий | хвора | захворів | захворіла | лікарняний | лікарняному
        άρρωστος | άρρωστη | αναρρωτική άδεια | αναρρωτική
        مريض | مريضة | إجازة مرضية
        חולה | מחלה | בחופשת מחלה
    """,
    "leave": """
        on leave | parental leave | maternity leave | paternity leave | mat leave | pat leave
        family leave | bereavement leave | compassionate leave | leave of absence | sabbatical
        garden leave | gardening leave | carer s leave | adoption leave
        Elternzeit | Elternkarenz | Karenz | Mutterschutz | Vaterschaftsurlaub
        Mutterschaftsurlaub
        Papamonat | Vätermonat | Bildungskarenz | Pflegezeit | Babypause | Elternurlaub
        congé parental | congé maternité | congé de maternité | congé paternité
        congé de paternité
        congé sabbatique | congé mat | congé pat | congé d adoption
        baja maternal | baja paternal | baja por paternidad | baja por maternidad | excedencia
        permiso parental | permiso de paternidad | permiso de maternidad | permís parental
        licencia de maternidad | licencia de paternidad | de permiso
        congedo | congedo parentale | in maternità | in paternità | aspettativa
        licença maternidade | licença paternidade | licença parental | de licença
        ouderschapsverlof | zwangerschapsverlof | bevallingsverlof | geboorteverlof
        urlop macierzyński | urlop ojcowski | urlop rodzicielski | urlop wychowawczy
        macierzyńskim | ojcowskim | rodzicielskim | wychowawczym | tacierzyńskim
        rodičovská | rodičovské | mateřská | mateřské | otcovská | otcovské | materskej
        rodičovskej
        föräldraledig | föräldraledighet | mammaledig | pappaledig | tjänstledig
        barsel | barselsorlov | forældreorlov | orlov
        foreldrepermisjon | pappapermisjon | mammapermisjon | pappaperm | mammaperm | permisjon
        vanhempainvapaalla | vanhempainvapaa | äitiyslomalla | isyysvapaalla | hoitovapaalla
        perhevapaalla | opintovapaalla | vuorotteluvapaalla
        gyes | gyesen | gyed | gyeden | szülési szabadság | szülési szabadságon | apaszabadság
        concediu de maternitate | concediu paternal | concediu de creștere
        porodiljni | na porodiljskom | porodiljsko
        doğum izni | doğum izninde | babalık izni | babalık izninde
        декрет | декрете | отпуск по уходу за ребёнком | отпуске по уходу за ребёнком
        декреті | декретна відпустка | декретній відпустці
        γονική άδεια | άδεια μητρότητας | άδεια πατρότητας
        إجازة أمومة | إجازة أبوة
        חופשת לידה | בחופשת לידה
    """,
    "away": """
        out of office | out of the office | ooto | day off | days off | time off | off today
        off work | off until | off till | off this week | off for the week | away until | away till
        away from work | jury duty | comp day | day in lieu | personal day | not working today
        OOO until | OOO till | OOO today | OOO this | OOO through | OOO back | OOO from
        currently OOO
        abwesend | heute frei | habe frei | hab frei | frei bis | freier Tag | freie Tage
        Brückentag
        Zeitausgleich | Gleittag | Überstundenabbau | nicht im Dienst | dienstfrei
        absent | absente | hors du bureau | jour de repos | en repos
        ausente | fuera de la oficina | día libre | días libres | fora de l oficina
        assente | fuori ufficio | in permesso | giorno libero
        fora do escritório | de folga | folga
        afwezig | vrije dag | dagje vrij | vandaag vrij | ben vrij | vrij tot
        nieobecny | nieobecna | poza biurem | dzień wolny | mam wolne | wolne do
        nepřítomen | nepřítomna | mimo kancelář | mám volno | volno do | neprítomný | neprítomná
        frånvarande | ledig idag | är ledig | ledig till | ledig dag
        fraværende | fridag | har fri | holder fri | avspasering | avspaserer
        poissa | vapaalla | vapaapäivä | vapaapäivällä
        házon kívül | irodán kívül | szabadnap | szabadnapos
        în afara biroului | zi liberă | absentă
        odsutan | odsutna | slobodan dan
        ofis dışında | ofis dışındayım | ofis dışı
        отсутствую | вне офиса | отгул | отгуле | выходной | нет на месте
        відсутній | відсутня | поза офісом | вихідний | відгул
        απουσιάζω | εκτός γραφείου | ρεπό
        خارج المكتب
        מחוץ למשרד | לא במשרד
    """,
}
"""What names an absence, by the reason it gives."""

ALONE: dict[str, str] = {
    "vacation": "férias | semester | loma | szabadság | izin | vakansi | verlof",
    "sick": "ill | hasta",
    "leave": "leave",
    "away": "off | away | day off | vrij | ledig | fri | volno | wolne | gone fishing",
}
"""What names one only where nothing else is said."""

UNSPACED: dict[str, str] = {
    "leave": """
    育休 産休 育児休暇 育児休業 産前休 産後休 介護休 休職 产假 產假 陪产假 陪產假 育儿假
    育兒假 육아휴직 출산휴가 휴직
""",
    "sick": """
    病欠 体調不良 病気 風邪 傷病 发烧 發燒 病假 生病 感冒 住院 병가 병결 아파서 몸살
""",
    "vacation": """
    休暇 有給 有休 年休 夏休み 冬休み お休み 全休 休假 度假 渡假 年假 请假 請假 放假 婚假
    휴가 연차 월차
""",
    "away": """
    不在 休業 休み 調休 调休 轮休 輪休 부재중 쉬는날 비번
""",
}
"""Words of languages that write without blanks: looked for anywhere."""

TURNED = """
    明け から戻 復帰 申請 計画 予定 昼休み 後半 ではない じゃない ではありません 代理対応
    対応中 回来 回來 返岗 结束 結束 审批 審批 计划 計劃 不是 没有 沒有 申请 之后 之後 以后
    以前 之前 假前 假后 假後 복귀 계획 신청 결재 끝 아님 아니 전까지 다녀
"""
"""What turns such a word round, anywhere beside it."""

DENIED = """
    not | no | never | isn t | aren t | wasn t | without | n t
    nicht | kein | keine | keinen | keiner | nie | ohne | statt | trotz
    pas | plus | jamais | sans
    sin | nunca
    non | senza | mai
    não | sem
    niet | geen | zonder
    nie | bez
    není | nejsem | nemám | nie som
    inte | ikke | ingen | utan | uden | uten
    ei | en ole | ilman
    nem | nincs
    nu | fără | nije | nisam
    не | нет | без | ні | немає
    δεν | όχι | χωρίς
    ليس | לא | אין
    before | after | since | until | till | post | pre
    nach | vor | vorm | bis zum | bis zur
    après | avant | después de | antes de | dopo | prima | após | depois | antes
    na de | na mijn | na het | na een | voor de | voor mijn | po | przed | před
    efter | före | etter | før | ennen | előtt | după | înainte de
    после | до | перед | из | після | з | із | μετά | πριν | بعد | قبل | אחרי | לפני
"""
"""What denies an absence or puts it at another time, right before it or with one word between."""

BEFORE = """
    back from | returned from | return from | home from | recovered from | recovering from
    over the
    planning | plan | plans | organising
    organizing | booking | book | dreaming of | dreaming about | dream of | need a | need
    needs | want
    thinking of | thinking about | looking forward to | counting down to | days to | weeks to
    happy | enjoy | have a | approving | reviewing | managing | handling | processing | preparing
    working | last day of | end of | almost | tired of | nearly | soon | next | your | their
    zurück aus | zurück vom | zurück von | wieder aus | plane
    Planung | planen | freue mich auf | schönen | schöne | schönes | brauche | genehmige
    beantrage
    buche | fast | bald | letzter Tag | demnächst | urlaubsreif | Vertretung für
    de retour de | retour de | retour des | rentré de | rentrée de | rentrés de | bonnes
    bonne | fin de | fin des | joyeuses | bientôt | vivement
    de vuelta de | vuelta de | de vuelta | regreso de | tras las | felices
    buenas | planificando | planeando
    tornato | tornata | rientrato | rientrata | rientro | ritorno | buone | buona
    de volta | volta das | voltei | regressei | boas | boa
    terug van | terug uit | fijne | prettige
    wróciłem | wróciłam | powrót | udanego | planuję | miłych
    zpět z | zpátky z | plánuji | späť z
    tillbaka från | trevlig | planerar | skön
    tilbage fra | tilbake fra | god | planlegger | planlægger
    takaisin | palasin | suunnittelen | hyvää
    vissza | jó
    înapoi din
    вернулся | вернулась | планирую | хорошего
    повернувся | повернулась
    επέστρεψα | καλές
    חזרתי
"""
"""What says, some words before an absence, that it is over, to come, or wished to others."""

AFTER = """
    planning | plan | plans | planner | party | parties | request | requests | approval | approvals
    approver | policy | policies | season | sale | sales | campaign | calendar | tracker | cover
    coverage | countdown | shopping | pay | over | ended | ends today | was | were | soon | next
    tomorrow | starts | starting | beginning | backlog | schedule | scheduling | system | tool
    feature
    project | booking | bookings | module | app | gift | gifts | card | cards | report
    reports | data
    stats | shot | shots | vaccine | vaccination | jab | test | tests | of | beats | beat
    new | inn
    mood | decorations | lights | market | hours | in # | readiness | catch up | recap | photos
    vorbei | geplant | planen | Vertretung | war | beantragen | genehmigen | Antrag | Anträge
    ab morgen
    morgen | nächste | nächsten | bald | in # | Impfung | Planung | Freigabe | Freigaben
    Feier | Liste
    terminé | terminée | terminées | finies | fini | bientôt | dans # | prochaine | à venir
    terminadas | terminado | pronto | acabadas | en #
    finite | finita | finito | presto | tra #
    terminadas | acabaram | em breve
    voorbij | binnenkort | volgende | over #
    skończony | wkrótce | za # | skončila | brzy
    slut | snart | om #
    ovi | snart | forbi
    ohi | loppui | pian
    után | véget ért | nem vagyok
    değil | değilim | bitti | planı
    закончился | закончилась | кончился | скоро | через #
    закінчилась | скоро | через #
"""
"""What says so right behind it; `#` is a number."""

PASSED = """
    is over | is done | anymore | any more | no more | ist vorbei | ist aus | mehr | terminé | iptal
    değil
"""
"""What says so anywhere behind it."""

AT_WORK = """
    wfh | working from | work from | working remotely | working remote | remote | remotely
    workation
    home office | homeoffice | covering for | cover for | covering | standing in for | backup for
    Vertretung für | Urlaubsvertretung | Krankheitsvertretung | Karenzvertretung
    Elternzeitvertretung
    vertrete | vertritt | mobiles Arbeiten | arbeite von
    télétravail | je remplace | teletrabajo | sustituyendo | teletreball
    telelavoro | smart working | da remoto | teletrabalho | substituindo
    thuiswerken | thuiswerk | vervang | praca zdalna | zdalnie | zastępuję | práce z domova
    zastupuji
    jobbar hemifrån | hemifrån | jobber hjemmefra | arbejder hjemmefra | hjemmekontor | hjemmefra
    etätöissä | etänä | etätyö | evden çalışıyorum | uzaktan | távmunka | home officeban
    удалёнка | удалённо | работаю из дома | замещаю | віддалено | працюю з дому | τηλεργασία
"""
"""What says that somebody works, wherever, or works for others who do not: the rest is not read."""

FOR_ME = "for me | covering me | vertritt mich | me remplace | zastępuje mnie"
"""What says after that that the others work for them."""

AT_WORK_UNSPACED = """
    在宅 リモート テレワーク 远程 遠程 在家办公 居家办公 在家上班 재택
"""
