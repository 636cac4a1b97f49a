/** As in words.ts: the other Latin-script languages that posts are written in. */
export const MORE_WORDS: Readonly<Record<string, string>> = {
  fi: `
    ja tai mutta että jos kun koska kuin niin myös vain vielä jo ei en et emme ette eivät eikä mitä mikä mitään kuka ketä missä mistä mihin milloin miksi miten minkä millainen minä sinä hän me te he
    mä sä se ne tämä tuo nämä nuo minun sinun hänen meidän teidän heidän mun sun minut minua minulle mulle mulla teille teiltä tätä tämän tässä tästä sitä sen siitä siinä on olen olet olemme olette ovat
    oli olin olivat ollut olla ole olisi voi voin voisi pitää pitäisi täytyy haluan halua saa saan saada sai saanut tulee tuli tullut mene meni tehdä teen tehnyt tiedä tietää sanoa nyt tänään eilen
    huomenna aina koskaan ikinä taas sitten siis kyllä joo kiitos kiitti hei moi terve anteeksi hyvä hyvää hyvin parempi paras huono huonoa huonoin huonosti surkea surkeaa häpeä loistava mahtava ihana
    upea asiakas asiakkaat asiakaspalvelu asiakaspalvelusta palvelu palvelua tilaus tilasin tilaukseni toimitus paketti pakettia kauppa rahat rahaa hinta kallis toimii toimi vastaa vastausta vastata
    puhelin viikko viikkoa päivä päivää kuukausi vuosi tunti tuntia minuuttia kerran aika aikaa ihmiset ongelma apua takaisin suosittelen pettynyt tyytyväinen odottanut odotan todella tosi erittäin
    aivan ihan paljon vähän kaikki joka mukaan ilman kanssa jälkeen ennen perkele vittu saatana paska uusi vanha iso ensimmäinen`,
  pl: `
    i a oraz albo lub ale że żeby jeśli jeżeli gdy kiedy bo ponieważ jak jako tak też także tylko jeszcze już nie ani nic nikt nigdy nigdzie co kto gdzie dlaczego czemu który która które którzy jaki
    jaka jakie ile czy w we z ze na do od dla po przez przy pod nad przed za między bez o u ja ty on ona ono my wy oni one mnie mi mną ciebie cię ci jego jej go mu nam nas wam was im ich się siebie
    mój moja moje moją twój twoja swój swoje nasz wasz wasza wasze ten ta to te ci tego tej tym tych tamten jest są jestem jesteś jesteśmy jesteście był była było byli być będzie będę będą bym by
    mam masz ma mamy macie mają miał miała mieć mogę może możecie można mógł musi muszę trzeba chcę chce chciałem chciałam wiem wie robi robić zrobić zrobił idzie poszło daje dać widzę powiedział
    mówi mówią myślę czekam czekać czekamy teraz dziś dzisiaj wczoraj jutro zawsze znowu znów ciągle tu tutaj tam potem bardzo dużo mało więcej mniej wszystko wszyscy każdy sam sama inny dobra dobrze
    dobry dobre lepiej lepszy najlepszy źle zły gorzej gorszy najgorszy tragedia masakra wstyd żenada oszuści porażka super świetny świetna świetnie polecam dziękuję dzięki cześć witam hej proszę
    przepraszam pozdrawiam klient klienta klientów obsługa obsługi zamówienie zamówienia zamówiłem zamówiłam dostawa paczka paczki paczkę przesyłka sklep sklepie pieniądze pieniędzy cena ceny drogo
    tanio działa działają odpowiada odpowiedzi odpowiedź telefon tydzień tygodni tygodnie dzień dni miesiąc miesięcy rok lat godzin godziny minut raz razy czas ludzie pan pani problem pomoc pomóc zwrot
    reklamacja kupiłem kupiłam kupić zadowolony zadowolona zawiedziony nawet prawie właśnie chyba kurwa kurde gówno spoko nowy nowa nowe duży pierwszy ostatni jakość zamiast`,
  cs: `
    a i nebo ale že aby když kdy protože pokud jestli jak jako tak také taky jen jenom ještě už ne ani nic nikdo nikdy nikde co kdo kde proč který která které jaký jaká kolik v ve z ze na do od pro po
    při přes pod nad před za mezi bez o u k ke s se si já ty on ona ono my vy oni mě mně mi mnou tebe tě ti ho jeho jí mu nám nás vám vás jim jich můj moje svůj svoje náš váš vaše vaší ten ta to ty
    tento tato toto tohle toho tomu tom je jsou jsem jsi jsme jste byl byla bylo byli být bude budu budou by bych mám máš má máme máte mají měl měla mít můžu může můžete mohu musí musím chci chce vím ví
    dělá dělat udělat jde šlo dát vidím řekl říká myslím čekám čekat teď nyní dnes včera zítra vždy zase znovu pořád stále tady tam pak velmi moc hodně málo více víc méně všechno všichni každý sám jiný
    dobře dobrý dobré dobrá lepší nejlepší špatně špatný špatná horší nejhorší hrůza ostuda podvod podvodníci super skvělý skvělé skvělá skvěle doporučuji díky děkuji děkuju ahoj dobrý den prosím
    omlouvám zákazník zákaznický zákaznická podpora obsluha objednávka objednávku objednal objednala doručení zásilka balík obchod obchodě peníze cena ceny drahé funguje nefunguje odpověď neodpovídá
    odpovídá nikdo telefon týden týdny týdnů den dny dní měsíc měsíce rok let hodin hodiny minut krát čas lidé lidi pán problém problémy pomoc pomoci vrácení reklamace koupil koupila koupit spokojený
    spokojená zklamaný vůbec skoro právě asi kurva hovno sakra fakt nový nová nové velký první poslední kvalita místo`,
  sk: `
    a i alebo ale že aby keď kedy pretože lebo ak či ako tak tiež aj len iba ešte už nie ani nič nikto nikdy nikde čo kto kde prečo ktorý ktorá ktoré aký aká koľko v vo z zo na do od pre po pri cez
    pod nad pred za medzi bez o u k ku s so sa si ja ty on ona ono my vy oni mňa mne mi mnou teba ťa ti ho jeho jej mu nám nás vám vás im ich môj moja moje svoj svoje náš váš vaša vaše vašej ten tá to
    tí tento táto toto toho tomu tom je sú som si sme ste bol bola bolo boli byť bude budem budú by mám máš má máme máte majú mal mala mať môžem môže môžete musí musím chcem chce viem vie robí robiť
    urobiť ide išlo dať vidím povedal hovorí myslím čakám čakať teraz dnes včera zajtra vždy zase znova stále tu tam potom veľmi veľa málo viac menej všetko všetci každý sám iný dobre dobrý dobré dobrá
    lepší najlepší zle zlý zlá horší najhorší hrôza hanba podvod podvodníci super skvelý skvelé skvelá odporúčam ďakujem ďakujeme vďaka ahoj dobrý deň prosím prepáčte zákazník zákaznícky podpora obsluha
    objednávka objednávku objednal objednala doručenie zásielka balík obchod obchode peniaze cena ceny drahé funguje nefunguje odpoveď neodpovedá odpovedá telefón týždeň týždne týždňov dni dní mesiac
    mesiace rok rokov hodín hodiny minút krát čas ľudia pán problém problémy pomoc pomôcť vrátenie reklamácia kúpil kúpila kúpiť spokojný spokojná sklamaný vôbec skoro práve asi kurva hovno fakt nový
    nová nové veľký prvý posledný kvalita namiesto`,
  ro: `
    și si sau dar că ca dacă daca când cand pentru cum cât unde cine ce care de din la în in pe cu fără spre prin despre după între până sub peste un o unui unei niște al a ai ale cel cea cei cele eu tu
    el ea noi voi ei ele mă te se ne vă le îi îl mi ți și-a mie ție lui meu mea mei mele tău ta său sa nostru noastră vostru acest acesta această asta ăsta acel acela aceea este e sunt sînt ești suntem
    sunteți era erau fost fi fie am ai are avem aveți au avea aș ar vrea vreau vrei vrem poate pot poți puteți trebuie face fac faci făcut știu știe spune spus vede văd cred merge mers vine venit dau
    dat aștept așteptat așteptăm nu nici nimic nimeni niciodată deloc acum azi ieri mâine mereu iar încă deja aici acolo atunci foarte mult multă mulți mai puțin tot toată toți toate fiecare doar numai
    alt altă bine bun bună bune rău rea prost proastă mai rușine jenant țeapă hoți groaznic oribil excelent minunat superb recomand mulțumesc mulțumim mersi salut bună ziua vă rog scuze client clienți
    clienții comandă comanda comandat livrare livrat colet coletul magazin bani banii preț prețul scump ieftin funcționează merge răspunde răspundeți răspuns telefon săptămână săptămâni zi zile lună luni
    an ani ore oră minute dată ori timp oameni oamenii domnule problemă problema ajutor retur cumpărat mulțumit dezamăgit serviciul serviciu servicii calitate pula dracu bă măi nou nouă prima ultima`,
  hu: `
    a az és vagy de hogy ha mert mint is csak még már nem ne sem nincs nincsenek soha semmi senki sehol mi mit ki kit hol hova mikor miért hogyan milyen melyik mennyi egy ez ezt azt ezek azok ezzel
    azzal ennek annak ebben abban én te ő mi ti ők engem téged minket titeket őket nekem neked neki nekünk nektek velem veled van vannak volt voltak lesz lenne lenni vagyok vagy vagyunk tudom tud tudja
    tudok tudjátok lehet kell kellene akar akarok szeretném szeretem szeretek szerintem megy ment jön jött csinál mond mondta mondják lát várok várni vár most ma tegnap holnap mindig megint újra itt ott
    akkor aztán nagyon sok kevés több kevesebb minden mindenki minden más jó jól jobb legjobb rossz rosszabb legrosszabb borzalmas szörnyű szégyen gyalázat csalás csalók szuper remek kiváló fantasztikus
    köszönöm köszi köszönjük szia sziasztok hello kérem bocs elnézést üdv ügyfél ügyfélszolgálat ügyfélszolgálata rendelés rendelésem rendeltem szállítás csomag csomagom csomagot bolt pénz pénzt pénzem
    ára ár drága működik válasz válaszol válaszolnak válaszoltak telefon hét hete hetek nap napja napok hónap hónapja év éve óra órája percek perc idő emberek ember probléma segítség segít vissza
    vettem vásároltam elégedett csalódott ajánlom egyáltalán szinte éppen talán kurva szar bazmeg új nagy első utolsó minőség helyett olyan ilyen úgy így pedig ezért`,
  tr: `
    ve veya ya ama fakat ancak çünkü eğer ki de da mi mı mu mü bu şu o bir iki hiç hiçbir hiçbiri her herkes kimse kim ne neden niye niçin nasıl nerede nereye nereden hangi kaç zaman ben sen biz siz
    onlar bana sana ona bize size onlara beni seni onu bizi sizi benim senin onun bizim sizin bende sizde var yok değil evet hayır için ile gibi kadar sonra önce beri göre karşı rağmen daha en çok az
    fazla bile sadece yalnızca hala hâlâ artık şimdi bugün dün yarın hep yine tekrar burada orada böyle şöyle öyle iyi kötü güzel berbat rezalet rezil harika mükemmel süper muhteşem teşekkürler teşekkür
    ederim ederiz sağolun merhaba selam lütfen kusura bakmayın müşteri müşteriler hizmetleri hizmet sipariş siparişim siparişimi kargo kargom kargoyu teslimat paket mağaza para paramı parayı fiyat
    fiyatlar pahalı ucuz ürün ürünü ürünler çalışıyor çalışmıyor geldi gelmedi geliyor gelecek cevap vermiyor verin veriyor oldu olmuyor olmaz olur olsun olarak olan oluyor yapıyor yapıyorsunuz yapın
    yaptım ettim ediyor ediyorum ediyorsunuz ettik istiyorum istiyoruz bekliyorum bekliyoruz aldım almayın alıyorum aradım arıyorum telefon hafta haftadır gün gündür ay aydır yıl saat saattir dakika
    kere defa insan insanlar adam kadın sorun sorunu yardım iade memnun memnunum tavsiye kalite kaliteli yeni büyük ilk son bi bişey şey şeyi amk lan ya abi hocam vallahi valla falan yani zaten
    tamam niye neyse`,
  vi: `
    và hay hoặc nhưng mà là của cho với không có được bị đã đang sẽ rất quá lắm này kia đó ấy thì nếu vì nên để từ đến trong ngoài trên dưới trước sau khi nào sao gì ai đâu bao giờ tại thế vậy như các
    những một hai mọi mỗi cũng chỉ còn vẫn nữa rồi chưa đừng hãy tôi mình bạn anh chị em ông bà họ chúng ta nó mày tao người ra vào lên xuống về đi lại làm nói biết thấy nghĩ muốn cần phải nhận gửi mua
    bán đặt giao hàng đơn tiền giá đắt rẻ tốt đẹp tệ kém xấu hỏng lỗi chán thất vọng tuyệt vời hài lòng ủng hộ cảm ơn xin chào lỗi dịch vụ khách nhân viên shop sản phẩm chất lượng trả lời điện thoại tuần
    ngày tháng năm giờ phút lần hôm nay qua mai bây lúc luôn hơn nhất nhiều ít bằng cả nhà đồ ko k đc dc ạ nhé nha á ơi vl vcl mới cũ lớn nhỏ đầu cuối cùng`,
  hr: `
    i ili ali da ako kad kada jer kao tako također samo još već ne ni ništa nitko niko nikad nigdje što šta tko ko gdje zašto koji koja koje kakav kakva koliko u na iz od do za po pri kroz pod nad pred
    između bez o s sa k ja ti on ona ono mi vi oni one mene me meni mnom tebe te njega ga njemu mu njoj joj nam nas vam vas im ih se sebe moj moja moje svoj svoje naš vaš vaša vaše ovaj ova ovo taj ta to
    tog toga tome onaj je su sam si smo ste bio bila bilo bili biti bit će ću ćete bi bih nisam nije nisu imam imaš ima imate imaju imao imala imati mogu može možete mora moram treba želim hoću neće znam
    zna radi rade raditi napravi ide išlo dati vidim rekao kaže kažu mislim čekam čekati sad sada danas jučer juče sutra uvijek uvek opet stalno ovdje ovde tamo onda vrlo jako puno malo više manje sve
    svi svaki svatko sam drugi dobro dobar dobra bolje bolji najbolji loše loš loša gore gori najgori katastrofa sramota užas prevara lopovi super odličan odlična odlično sjajno preporučujem hvala bok
    pozdrav dobar dan molim oprostite kupac kupci kupaca podrška usluga narudžba narudžbu naručio naručila dostava paket trgovina novac novca pare cijena cena cijene skupo jeftino odgovor odgovara
    odgovaraju telefon tjedan tjedna nedelje dan dana mjesec mjeseci godina godine sati sata minuta put puta vrijeme vreme ljudi čovjek problem pomoć povrat reklamacija kupio kupila kupiti zadovoljan
    zadovoljna razočaran uopće uopšte skoro upravo valjda jebote kurac sranje brate novi nova novo veliki prvi zadnji kvaliteta`,
  lt: `
    ir arba bet kad jei jeigu kai nes kaip taip pat tik dar jau ne nei nieko niekas niekada kas ką kur kodėl kuris kuri koks kiek į iš nuo iki už po per prie su be apie aš tu jis ji mes jūs jie jos mane
    man manęs tave tau jį jam jai mums mus jums jus jiems juos mano tavo savo mūsų jūsų šis ši tas ta tai šito to yra esu esi esame esate buvo būti bus būtų turiu turi turite galiu gali galite reikia
    noriu nori žinau žino daro daryti sako manau laukiu laukti dabar šiandien vakar rytoj visada vėl čia ten tada labai daug mažai daugiau mažiau viskas visi kiekvienas gerai geras gera geriau geriausias
    blogai blogas bloga blogiausias gėda siaubas siaubinga puiku puikus puikiai rekomenduoju ačiū dėkui labas sveiki prašau atsiprašau klientas klientų aptarnavimas užsakymas užsakiau užsakymą pristatymas
    siunta siuntos parduotuvė pinigai pinigus kaina kainos brangu veikia neveikia atsako atsakymo telefonas savaitė savaites savaitės diena dienas dienų mėnuo mėnesį metai metų valandas valandų kartą
    laikas žmonės problema pagalba grąžinti pirkau nusivyliau naujas didelis pirmas kokybė`,
  lv: `
    un vai bet ka ja kad jo kā tā arī tikai vēl jau ne nav neko neviens nekad kas ko kur kāpēc kurš kura kāds cik uz no līdz par pēc caur pie ar bez es tu viņš viņa mēs jūs viņi mani man manis tev
    viņam mums mūs jums viņiem mans mana savu mūsu jūsu šis šī tas šo to tā ir esmu esi esam esat bija būt būs būtu varu var varat vajag gribu grib zinu zina dara darīt saka domāju gaidu gaidīt tagad
    šodien vakar rīt vienmēr atkal šeit tur tad ļoti daudz maz vairāk mazāk viss visi katrs labi labs laba labāk labākais slikti slikts slikta sliktākais kauns briesmīgi šausmas lieliski lielisks iesaku
    paldies sveiki labdien lūdzu atvainojiet klients klientu apkalpošana pasūtījums pasūtīju pasūtījumu piegāde sūtījums veikals nauda naudu cena cenas dārgi strādā nestrādā atbild atbildes atbildi tālrunis
    nedēļa nedēļas diena dienas dienām mēnesis mēnesi gads gadu stundas reizi laiks cilvēki problēma palīdzība atgriezt nopirku jauns liels pirmais kvalitāte`,
  et: `
    ja või aga et kui kuna sest nagu nii ka ainult ainuke veel juba ei pole mitte midagi keegi kunagi mis mida kes kus miks kuidas milline kui palju ma sa ta me te nad mina sina tema meie teie nemad mind
    mulle mul sind sulle talle meile teile teil neile minu sinu oma meie selle see seda need on olen oled oleme olete oli olid olnud olla oleks saab saan saaks peab pean tahan tahab tean teab teeb teha
    ütleb arvan ootan oodata nüüd täna eile homme alati jälle siin seal siis väga palju vähe rohkem kõik iga hea hästi parem parim halb halvasti halvem häbi õudne kohutav suurepärane soovitan aitäh tänan
    tere palun vabandust klient klienditeenindus teenindus tellimus tellisin tellimust tarne pakk pakki pood raha hind kallis töötab tööta vasta vastust telefon nädal nädalat päev päeva kuu kuud aasta
    tundi minutit korda aeg inimesed probleem abi tagasi ostsin pettunud uus suur esimene kvaliteet teid teie`,
  sl: `
    in ali ampak da če ko kadar ker kot tako tudi samo še že ne niti nič nihče nikoli nikjer kaj kdo kje zakaj kateri katera kako kakšen koliko v na iz od do za po pri skozi pod nad pred med brez o s z
    k jaz ti on ona ono mi vi oni mene me meni mi tebe te njega ga mu nam nas vam vas jim jih se sebe moj moja moje svoj svoje naš vaš vaša vaše ta to te tega temu tem tisti je so sem si smo ste bil bila
    bilo bili biti bo bom bodo bi ni nisem niso imam ima imate imajo imel imeti morem lahko morate mora moram treba želim hočem vem ve dela delati naredi gre šlo dati vidim rekel pravi mislim čakam čakati
    zdaj danes včeraj jutri vedno spet tukaj tam potem zelo veliko malo več manj vse vsi vsak sam drug dobro dober dobra boljši najboljši slabo slab slaba slabši najslabši katastrofa sramota groza prevara
    super odlično odlična odličen priporočam hvala živjo pozdravljeni dober prosim oprostite kupec stranka strank podpora storitev naročilo naročil naročila dostava paket trgovina denar cena cene drago
    deluje odgovor odgovora odgovarja telefon teden tedne tednov dan dni mesec mesecev leto let ur ure minut krat čas ljudje problem pomoč vračilo kupil kupila zadovoljen zadovoljna razočaran sploh skoraj
    ravno nov nova novo velik prvi zadnji kakovost`,
  sq: `
    dhe ose por që se nëse kur sepse si edhe vetëm ende tashmë nuk nuk s'ka mos asgjë askush kurrë çfarë cfare kush ku pse cili cila sa në me pa për nga te tek deri mbi nën pas para unë ti ai ajo ne ju ata
    ato mua më ty të atë atij asaj na neve juve u atyre im ime yt juaj juaja tuaj tonë ky kjo këto ai është eshte janë jam je jemi jeni ishte ishin qenë do kam ke ka kemi keni kanë kishte mund duhet dua
    don di bën bëj bëri thotë them mendoj pres prit tani sot dje nesër gjithmonë përsëri këtu atje pastaj shumë pak më gjithçka të gjithë çdo mirë mire mirë keq keqe turp tmerr fantastike shkëlqyer rekomandoj
    faleminderit përshëndetje tungjatjeta ju lutem klient klientët shërbimi sherbimi porosi porosia porosinë dorëzimi pako dyqan para lekë çmimi shtrenjtë punon përgjigje përgjigjet telefon javë ditë muaj
    vit orë minuta herë koha njerëz njerëzit problem ndihmë bleva zhgënjyer`,
  ca: `
    el la els les un una uns unes i o de del dels al als a en amb sense per sobre entre fins des que què qui quan on com perquè però si sí no ni ja més menys molt molta molts moltes poc tan tant tot tota
    tots totes res ningú alguna algú cap altre altra mateix cada també tampoc sempre mai encara ara avui ahir demà després abans aquí allà així bé malament millor pitjor jo tu ell ella nosaltres vosaltres
    ells vostè em et es ens us li ho hi meu meva teu teva seu seva nostre nostra aquest aquesta això aquests aquestes aquell és són sóc soc ets som era eren va ser estat està estan estic hi ha havia haver
    tinc tens té tenim tenen tenir fa fan fer faig fet pot poden puc podeu vull vol volen vaig van anar sap sé diu diuen dir dit dona veig veure crec sembla agrada gràcies hola bon bona dia dies tarda nit
    si us plau perdó gent servei atenció client clients comanda enviament lliurament paquet producte botiga diners preu car vergonya estafa pèssim horrible excel·lent increïble genial funciona funcionen
    arriba arribat respon responen resposta telèfon esperant espero setmana setmanes mes mesos any anys hora hores minuts vegada cosa coses veritat vida món casa feina problema solució ajuda comprar comprat`,
  id: `
    dan atau tapi tetapi namun yang di ke dari untuk dengan tanpa pada oleh karena karna kalau kalo jika bila ketika saat seperti juga hanya cuma saja aja lagi masih sudah udah udh belum blm akan bakal
    telah tidak tak gak ga nggak ngga enggak bukan jangan apa siapa mana dimana kapan kenapa mengapa bagaimana gimana berapa saya aku gue gua gw kamu lu lo dia kita kami mereka anda kalian kak min
    ini itu nya ada adalah bisa harus mau ingin perlu boleh jadi buat sama banget bgt sekali sangat lebih paling kurang terlalu semua setiap banyak sedikit orang hari minggu bulan tahun jam menit kali
    kemarin sekarang besok nanti tadi selalu pernah terus baik bagus jelek buruk parah kecewa mengecewakan puas keren mantap mantul sip terima kasih makasih terimakasih tolong mohon maaf halo hai selamat
    pagi siang malam pelanggan pelayanan layanan pesanan pesan pengiriman kirim dikirim paket barang toko uang harga mahal murah produk kualitas rusak error balas dibalas respon tanggapan telepon
    masalah bantuan bantu kembali balik beli membeli belanja rekomendasi dong sih deh kok kan nih tuh yuk wkwk wkwkwk wkwkwkwk anjir anjing bangsat goblok gila baru lama besar kecil pertama terakhir sampai
    sampe dalam lain pakai pake dapat dapet tau tahu lihat liat bilang kerja rumah`,
  ms: `
    dan atau tapi tetapi yang di ke dari daripada untuk dengan tanpa pada oleh kerana sebab kalau jika bila apabila seperti macam juga hanya sahaja saja je jer lagi masih sudah dah belum akan telah tidak
    tak takde takda bukan jangan apa siapa mana bila kenapa mengapa bagaimana macamana camne berapa saya aku awak kau korang kamu dia kita kami mereka anda ini itu ni tu ada adalah boleh mesti perlu
    nak hendak jadi buat sama sangat sekali lebih paling kurang terlalu semua setiap banyak sikit orang hari minggu bulan tahun jam minit kali semalam sekarang esok nanti tadi selalu pernah terus baik
    bagus teruk buruk kecewa puas hati best mantap terima kasih tolong mohon maaf helo hai selamat pagi petang malam pelanggan pengguna perkhidmatan servis pesanan penghantaran hantar sampai bungkusan
    barang kedai duit wang harga mahal murah produk kualiti rosak balas jawab jawapan telefon masalah bantuan bantu balik beli lah kan pun la eh weh gila baru lama besar kecil pertama terakhir dalam
    lain guna dapat tahu tengok cakap kerja rumah`,
  tl: `
    ang ng mga sa na nang ay at o pero kung kapag pag dahil kasi para hanggang mula tulad din rin lang lamang pa nga naman ba po opo ho hindi di wala walang ano sino saan kailan bakit paano ilan alin ako
    ko akin ikaw ka mo iyo siya niya kanya kami namin tayo natin kayo ninyo nyo inyo sila nila kanila ito ito'y iyan yan iyon yun dito diyan doon ganito ganyan may mayroon meron pwede puwede dapat gusto
    ayaw kailangan alam naging maging sana talaga sobra sobrang napaka grabe mas pinaka lahat bawat marami konti tao araw linggo buwan taon oras ngayon kahapon bukas mamaya kanina palagi lagi ulit muli
    maganda mabuti masama pangit bulok bwisit nakakainis nakakahiya galing ganda salamat maraming kumusta kamusta magandang umaga gabi pakiusap paki pasensya sana all serbisyo order binili bumili tindahan
    pera presyo mahal mura tagal antay hintay naghihintay sumagot sagot tawag tulong hayop putang ina gago tanga haha hahaha lodi bagong una huli`,
  af: `
    die en of maar want as dat wat wie waar wanneer hoekom hoe nie geen niks nooit niemand iemand iets alles baie min meer minder ook nog al net in op aan by met sonder vir van uit na deur oor onder
    tussen teen tot sedert om te ek jy hy sy ons julle hulle my jou hom haar is was het had kan kon moet sal sou wil mag doen gaan kom maak sê weet vind sien kry gee laat wag nou vandag gister môre altyd
    weer hier daar dan toe goed beter sleg slegte dankie asseblief hallo diens kliënt bestelling geld prys weke dae maande jaar uur keer tyd mense hierdie daardie`,
  hi: `
    hai hain hoon hun tha thi thee the ho hoga hogi hua hui raha rahi rahe kar karo karna karte karta kiya kiye karke kya kyu kyun kyon kab kahan kaha kaise kaun kitna kitne nahi nahin nhi mat na haan ji
    aur ya lekin magar par pe mein mai main me se ko ka ki ke tak bhi hi toh to agar jab tab phir abhi aaj kal sab kuch koi bahut bohot bhut accha acha achha achi achhi bura bekar bakwas ghatiya sahi
    mujhe mera meri mere hum hume humko humara tum tumhara aap aapka aapki aapke apna apne woh wo yeh ye iska uska unka isse usse bhai yaar dost log logo paisa paise wala wale wali din mahine saal baar
    baat chahiye milta mila mili milega gaya gayi gaye diya de do lo le liya raha krna kr rha rhi h hu mai kharab dhanyavad shukriya namaste jaldi`,
};
