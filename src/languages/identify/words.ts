/**
 * Words that stand in post after post, by language: function words first, then what people say to shops and of them. Lower case, spelled out with
 * their marks; what people type without marks is derived. A word that two languages share has to stand in both. After `~` words that other languages borrow.
 */
export const WORDS: Readonly<Record<string, string>> = {
  en: `
    the a an and or but if of to in on at by for from with without into about over under after before between against during until since than then that this these those
    i you he she we they me him her us them my your his its our their mine yours hers ours theirs myself yourself himself itself ourselves themselves u ur
    am is are was were be been being have has had having do does did doing done don't doesn't didn't isn't aren't wasn't weren't haven't hasn't hadn't won't wouldn't can't
    cannot couldn't shouldn't ain't i'm i've i'll i'd you're you've you'll you'd he's she's it's we're we've we'll we'd they're they've they'll that's there's here's what's who's let's
    dont doesnt didnt isnt wasnt cant wont im ive youre thats whats theyre havent wouldnt couldnt y'all yall gonna wanna gotta ain't
    will would can could shall should may might must not never no yes yeah yep nope very really quite just only still even also too again ever already always often
    what who whom whose which when where why how all any some every each both few many much more most less least other another same such own one two three first last next
    here there now today tomorrow yesterday tonight morning week weeks day days month months year years hour hours minutes ago soon later back away down up out off
    because though although while so as like get gets got getting go goes going gone went come comes came coming make makes made making take takes took taking taken give gave given
    say says said saying tell told telling know knows knew known think thinks thought want wants wanted need needs needed see sees saw seen look looks looked looking looking feel feels felt
    find found try tries tried trying use used using work works worked working call called calling wait waited waiting ask asked asking help helped helping keep keeps kept let lets leave left
    put pay paid paying buy bought buying sell sold send sent sending receive received order ordered deliver delivered arrive arrived return returned refund fix fixed broken broke lost stop stopped
    start started open opened close closed change changed hold answer answers answered reply replied hear heard read write wrote speak spoke spent spend stuck charged cancelled canceled missed
    people man woman guy guys someone somebody anyone anybody everyone everybody nobody nothing something anything everything thing things time times way money home house work job life world
    good better bad worse worst awful terrible horrible disgusting ridiculous useless rude slow amazing awesome wonderful lovely beautiful perfect disappointed disappointing unacceptable
    new old big small long short high right wrong sure hope hopefully please thank thanks thx sorry hello hey hi dear
    flight flights plane airport bag luggage delayed delay phone account bank store price prices food seat seats water bill hotel room car delivery parcel package customer customers company
    hate hates hated loves loved loving enjoy enjoyed believe care quality experience whole half enough around through once instead maybe actually literally seriously anymore asap omg lol wtf lmao
    damn shit fuck fucking hell ass bitch god kids friend friends family son daughter mom dad wife husband girl girls boy boys night school book movie game watch play playing win won
    should've could've would've shouldnt gimme c'mon cuz bc tho ya thing's it'll isn't that'll who'll makes it'd till upon within per else yet nor whether
    ~ it love great nice best cool wow ok okay comment service support team fail app bug update fan sale free`,
  es: `
    el la los las un una unos unas y e o u de del al a en con sin por para sobre entre hasta desde hacia contra según que qué quien quién quienes cual cuál cuando cuándo donde dónde como cómo porque
    porqué pero si sí no ni ya más menos muy mucho mucha muchos muchas poco poca pocos tan tanto tanta todo toda todos todas nada nadie algo alguien ningún ninguna ninguno algún alguna otro otra
    otros otras mismo misma cada también tampoco siempre nunca jamás aún todavía ahora hoy ayer mañana luego después antes aquí ahí allí allá así bien mal mejor peor
    yo tú él ella ello nosotros vosotros ustedes ellos ellas usted me te se le les lo nos os mi mis tu tus su sus nuestro nuestra vuestro mí ti conmigo contigo este esta esto estos estas ese esa eso
    esos esas aquel aquella es son soy eres somos era eran fue fueron ser sido siendo está están estoy estás estamos estaba estar estado hay había haber ha he has han hemos tengo tienes tiene
    tenemos tienen tener tenía hace hacen hacer hago hizo hecho puede pueden puedo puedes poder podría quiero quiere quieren querer voy va van vamos ir sabe saben saber sé dice dicen decir dijo dije
    dar doy da dan dio veo ver visto creo parece gusta gustó encanta gracias hola buenos buenas días tardes noches favor perdón saludos señores señor amigo amigos gente hombre mujer
    servicio atención cliente clientes pedido pedidos envío entrega paquete producto tienda dinero precio caro barato vergüenza estafa ladrones pésimo pésima horrible excelente increíble genial
    funciona funcionan llega llegó llegado responde responden respuesta contestan contesta teléfono llevo llevan esperando espero semana semanas día mes meses año años hora horas minutos vez veces
    cosa cosas verdad vida mundo casa trabajo problema solución ayuda ayudar devolver devolución reembolso compra compré comprar compras recomiendo recomendable sigue sigo mientras aunque sino
    alguien jaja jajaja jajajaja jajajajaja wey güey vale tío joder mierda puta coño pinche chido órale ándale che vos tenés sos querés bueno buena feliz nuevo nueva gran grande primera primero último`,
  pt: `
    o a os as um uma uns umas e ou de do da dos das em no na nos nas num numa ao à aos às por pelo pela pelos pelas para pra pro com sem sobre entre até desde contra que quê quem qual quais quando
    onde como porque porquê pois mas se sim não nem já mais menos muito muita muitos muitas pouco pouca tão tanto tanta todo toda todos todas tudo nada ninguém algo alguém nenhum nenhuma algum alguma
    outro outra outros outras mesmo mesma cada também sempre nunca jamais ainda agora hoje ontem amanhã depois antes aqui aí ali lá assim bem mal melhor pior
    eu tu ele ela nós vós eles elas você vocês vc vcs me te se lhe lhes nos meu minha meus minhas teu tua seu sua seus suas nosso nossa nossos mim comigo este esta isto estes estas esse essa isso
    esses essas aquele aquela aquilo é são sou és somos era eram foi foram ser sido sendo está estão estou estamos estava estar tá tô há havia haver tem têm tenho temos ter tinha teve faz fazem
    fazer faço fez feito pode podem posso poder poderia quero quer querem querer vou vai vão vamos ir sabe sabem saber sei diz dizem dizer disse dar dou dá deu vejo ver visto acho parece gosto
    gostei adoro adorei obrigado obrigada olá oi bom boa dia tarde noite favor desculpa desculpe gente cara pessoal pessoas atendimento cliente clientes serviço pedido entrega encomenda produto loja
    dinheiro preço caro barato vergonha absurdo péssimo péssima horrível excelente incrível ótimo ótima funciona funcionam chega chegou chegar responde respondem resposta telefone esperando espera
    espero semana semanas mês meses ano anos hora horas minutos vez vezes coisa coisas verdade vida mundo casa trabalho problema solução ajuda ajudar devolver devolução reembolso compra comprei comprar
    recomendo recomendam alguém kkk kkkk kkkkk kkkkkk rsrs hahaha né cadê tipo porra caralho merda droga mano galera demais nota parabéns novo nova grande primeira último fica ficou ficar deixa deixar
    consigo conseguir consegue enquanto embora`,
  fr: `
    le la les l un une des du de d et ou à au aux en dans sur sous avec sans pour par chez vers entre contre depuis pendant avant après que qu qui quoi quel quelle quels quelles quand où comment
    pourquoi parce mais si oui non ne n pas plus moins très trop peu beaucoup tout toute tous toutes rien personne quelque quelques quelqu'un aucun aucune autre autres même chaque aussi toujours jamais
    encore déjà maintenant aujourd'hui hier demain puis ensuite ici là ainsi bien mal mieux pire je j tu il elle on nous vous ils elles me m te t se s lui leur leurs y moi toi soi eux mon ma mes ton
    ta tes son sa ses notre nos votre vos ce c cet cette ces ça cela celui celle ceux est sont suis es sommes êtes était étaient étais être été étant fut sera serait ai as a avons avez ont avait avoir
    eu fait font faire fais faites peut peuvent peux pouvez pouvoir pourrait veux veut voulez vouloir vais va vont allez aller sais sait savez savoir dit dire disent dois doit faut vois voir vu crois
    pense trouve aime adore merci bonjour bonsoir salut svp stp plaît désolé désolée pardon cordialement gens mec service client clients commande commandes livraison colis produit magasin argent
    prix cher honte scandaleux arnaque voleurs nul nulle horrible excellent incroyable génial magnifique fonctionne marche marchent arrive arrivé répond répondent répondre réponse téléphone attends
    attendre attente semaine semaines jour jours mois an ans heure heures minutes fois chose choses vrai vraiment vie monde maison travail problème problèmes solution aide aider rendre rembourser
    remboursement remboursé acheté acheter achat recommande déçu déçue c'est j'ai n'est d'un d'une qu'il qu'on l'a s'il jusqu'à lorsque puisque donc car alors sinon bref putain merde ptdr mdr mdrrr
    jpp tkt c'était j'attends j'adore j'en d'accord quelqu'un vraiment franchement nouveau nouvelle grand grande premier première dernier bravo bon bonne belle beau`,
  de: `
    der die das den dem des ein eine einen einem einer eines und oder aber denn sondern wenn weil dass daß ob als wie so auch nur noch schon nicht kein keine keinen keiner nichts nie niemals niemand
    jemand etwas alles alle viel viele mehr weniger sehr zu zum zur im in ins an am auf aus bei beim bis durch für gegen mit nach ohne seit über um unter von vom vor zwischen ich du er sie es wir ihr
    mich dich sich uns euch mir dir ihm ihn ihnen mein meine meinen meinem meiner dein deine sein seine unser unsere euer eure ihre ihren ihrem dieser diese dieses diesen diesem jeder jede jedes
    jetzt heute gestern morgen immer wieder mal doch ja nein bitte danke dank hallo moin servus guten tag abend bin bist ist sind seid war waren wäre gewesen habe hab hast hat haben hatte hatten hätte
    gehabt werde wird werden wurde wurden würde worden kann kannst können konnte könnte könnt muss müssen musste soll sollte will wollen wollte darf mag möchte mache macht machen gemacht geht gehen
    ging gibt geben kommt kommen kam gekommen lassen lässt weiß wissen sagt sagen gesagt finde finden sehe sehen gesehen warte warten wartet bekomme bekommen bestellt bestellung lieferung paket
    kunde kunden kundenservice kundendienst service geld preis teuer laden shop ware produkt frechheit unverschämt katastrophe katastrophal schlecht schlechter schlimm peinlich abzocke super toll
    gut guter gute besser beste wunderbar klasse endlich leider echt wirklich einfach ganz gar warum wieso was wer wo wann welche welcher hier da dort dann danach davor woche wochen tag tage tagen
    monat monate jahr jahre stunde stunden minuten zeit mal leute mann frau problem problemen hilfe helfen funktioniert funktionieren antwort antworten antwortet erreichen telefon anruf geschrieben
    zurück zufrieden enttäuscht empfehlen lieber liebe neu neue neuen alt groß kleine digga alter scheiße scheiss mist krass geil lol ey halt eben bloß sogar trotzdem deshalb obwohl hätten euren nem
    ne nen is nix kriege kriegt freundlich freundliche`,
  it: `
    il lo la i gli le un uno una l di del dello della dei degli delle a al allo alla ai agli alle da dal dalla dai dalle in nel nello nella nei nelle su sul sulla sui sulle con senza per tra fra e ed
    o che chi cui quale quali quando dove come perché perche ma se sì no non né già più meno molto molta molti molte poco poca troppo tanto tanta tutto tutta tutti tutte niente nulla nessuno nessuna
    qualcosa qualcuno qualche altro altra altri altre stesso stessa ogni anche sempre mai ancora adesso ora oggi ieri domani poi dopo prima qui qua lì là così bene male meglio peggio
    io tu lui lei noi voi loro mi ti si ci vi ne me te mio mia miei mie tuo tua suo sua suoi sue nostro nostra vostro vostra vostri questo questa questi queste quello quella quelli quelle
    è sono sei siamo siete era erano stato stata stati essere sia sarà sarebbe c'è cè ho hai ha abbiamo avete hanno aveva avere avuto fa fanno fare faccio fatto può possono posso puoi potete potere
    potrebbe voglio vuole volete volere vorrei vado va vanno andare andato so sa sapete sapere dice dicono dire detto dare do dà danno dato vedo vedere visto credo sembra piace adoro devo deve dovete
    grazie ciao salve buongiorno buonasera prego scusate scusa saluti gente servizio assistenza cliente clienti ordine ordini ordinato consegna spedizione pacco prodotto negozio soldi prezzo caro
    vergogna vergognoso vergognosa truffa ladri pessimo pessima orribile eccellente incredibile fantastico bellissimo bellissima ottimo ottima funziona funzionano arriva arrivato arrivata risponde
    rispondono rispondete risposta telefono aspetto aspettando aspettare attesa settimana settimane giorno giorni mese mesi anno anni ora ore minuti volta volte cosa cose vero vita mondo casa lavoro
    problema problemi soluzione aiuto aiutare restituire reso rimborso comprato comprare acquisto acquistato consiglio delusa deluso schifo cazzo merda dai ragazzi ahahah ahahaha ahah boh magari
    allora quindi però oppure mentre nuovo nuova grande primo ultima ultimo bravi bravo`,
  nl: `
    de het een en of maar want als dat die dit deze wie wat waar wanneer waarom hoe welke niet geen niets niks nooit niemand iemand iets alles alle veel weinig meer minder heel erg zeer zo ook nog al
    wel toch maar alleen in op aan bij met zonder voor van uit naar door over onder tussen tegen tot sinds na om te er ik jij je hij zij ze wij we jullie u mij me jou hem haar ons hen hun mijn m'n
    jouw zijn onze uw ben bent is was waren geweest heb hebt heeft hebben had hadden gehad word wordt worden werd geworden kan kunt kunnen kon konden moet moeten moest zal zullen zou zouden wil
    willen wilde mag doe doet doen deed gedaan ga gaat gaan ging gegaan kom komt komen kwam maak maakt maken gemaakt zeg zegt zeggen gezegd weet weten vind vindt vinden zie zien gezien krijg krijgt
    krijgen gekregen geef geven laat laten wacht wachten sta staat staan nu vandaag gisteren morgen altijd weer eens hier daar dan toen eindelijk helaas echt gewoon eigenlijk zelfs bijna weken week
    dag dagen maand maanden jaar uur minuten keer tijd mensen man vrouw ja nee bedankt dank dankjewel dankuwel alstublieft aub hallo hoi goedemorgen goedemiddag groeten beste klant klanten
    klantenservice bestelling besteld bestellen levering geleverd bezorgd bezorging bezorger pakket pakketje winkel geld prijs duur goedkoop slecht slechte slechter schande schandalig belachelijk
    waardeloos goed goede beter mooi mooie leuk lekker fijn geweldig fantastisch top super tevreden teleurgesteld aanrader werkt werken antwoord antwoorden bellen gebeld telefoon probleem problemen
    oplossing hulp helpen terug geholpen leven huis werk nieuw nieuwe oud groot kleine eerste laatste volgende zonder zoals omdat terwijl hoewel jongens kut klote godverdomme haha gast joh hè hoor
    alweer zo'n zeker misschien mn gek via per`,
  sv: `
    och eller men att som om när var vad vem vilken vilket varför hur där här i på av för med utan till från hos mellan mot under över efter före innan sedan en ett den det de dem denna detta dessa
    jag du han hon vi ni mig dig sig honom henne oss er min mitt mina din ditt dina sin sitt sina vår vårt våra ert är vara varit blir bli blev har ha hade haft kan kunna kunde ska skulle vill ville
    måste får få fick gör göra gjorde gjort går gå gick kommer komma kom ser se såg sett säger säga sa vet veta tycker tror väntar väntat vänta inte aldrig ingen inget inga någon något några alla allt
    mycket mer mindre mest många lite bara också redan nu idag igår imorgon alltid igen ännu fortfarande så då ju väl nog ja nej tack hej hejsan snälla ursäkta vänligen bra bättre bäst dålig dåligt
    sämre sämst skam pinsamt fantastisk fantastiskt underbart fin fint nöjd besviken kund kunder kundtjänst kundservice beställning beställt beställde leverans paket paketet butik pengar priset dyrt
    fungerar svar svarar svara telefon vecka veckor dag dagar månad månader år timmar timme minuter gång gånger tid folk människor man problem hjälp hjälpa tillbaka personal personalen bemötande
    rekommenderar köpt köpte köpa helt riktigt verkligen jävla fan skit skitbra typ alltså eftersom medan utan än ny nytt nya stor första sista senaste mellan hur kul äntligen tyvärr`,
  da: `
    og eller men at som hvis når hvad hvem hvor hvorfor hvordan hvilken der her i på af for med uden til fra hos mellem mod under over efter før siden en et den det de dem denne dette disse jeg du han
    hun vi i mig dig sig ham hende os jer min mit mine din dit dine sin sit sine vores jeres deres er være været bliver blive blev har have havde haft kan kunne skal skulle vil ville må måtte får få
    fik gør gøre gjorde gjort går gå gik kommer komme kom ser se så set siger sige sagde ved vide synes tror venter ventet vente ikke aldrig ingen intet nogen noget nogle alle alt meget mere mindre
    mest mange lidt kun også allerede nu idag igår imorgen altid igen stadig så da jo vel nok ja nej tak hej undskyld venligst god godt bedre bedst dårlig dårligt værre værste skam pinligt fantastisk
    dejlig dejligt fin fint tilfreds skuffet kunde kunder kundeservice bestilling bestilt bestilte levering pakke pakken butik penge pris dyrt virker svar svarer svare telefon uge uger dag dage måned
    måneder år timer time minutter gang gange tid folk mennesker mand problem hjælp hjælpe tilbage personale personalet betjening anbefale købt købte købe helt rigtig virkelig fandeme fuck pis lort
    fordi mens end ny nyt nye stor første sidste endelig desværre jer nå ad`,
  no: `
    og eller men at som hvis når hva hvem hvor hvorfor hvordan hvilken der her i på av for med uten til fra hos mellom mot under over etter før siden en et ei den det de dem denne dette disse jeg du
    han hun vi dere meg deg seg ham henne oss min mitt mine din ditt dine sin sitt sine vår vårt våre deres er være vært blir bli ble har ha hadde hatt kan kunne skal skulle vil ville må måtte får få
    fikk gjør gjøre gjorde gjort går gå gikk kommer komme kom ser se så sett sier si sa vet vite synes tror venter ventet vente ikke aldri ingen ingenting noen noe alle alt mye mer mindre mest mange
    litt bare også allerede nå i dag går morgen alltid igjen fortsatt så da jo vel nok ja nei takk hei unnskyld vennligst god godt bra bedre best dårlig verre verste skam pinlig fantastisk flott fin
    fint fornøyd skuffet kunde kunder kundeservice bestilling bestilt bestilte levering pakke pakken butikk penger pris dyrt fungerer virker svar svarer svare telefon uke uker dag dager måned måneder
    år timer time minutter gang ganger tid folk mennesker mann problem hjelp hjelpe tilbake personale personalet anbefales anbefale kjøpt kjøpte kjøpe helt riktig virkelig jævla faen dritt fordi mens
    enn ny nytt nye stor første siste endelig dessverre jeg kjempebra kult`,
};
