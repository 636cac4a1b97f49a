/**
 * Hebrew as people type it in Latin letters. There is no one spelling: `ch` may be `h` or `kh`, `tz` may be `ts`; these are derived.
 * Words that stand for nothing in other languages.
 */
const OWN = `
  anachnu ata atem aten hem hen oto ota otam otcha otach oti otanu etchem zot zoti zeh elu eleh ele kacha kachah kaha ze'ze lo'h loh klum shum davar dvarim mishehu mashehu mashu meshu meshehu kulam kulanu
  eifo efo eyfo eich eych ech lama lamah madua matay matai kama ezeh eize eyze eizo eyzo eizeh yesh yeshli ein'li einli achshav ahshav achshaw hayom etmol machar tamid pa'am paam pamim af'paam afpaam
  shel sheli shelcha shelach shelo shela shelanu shelachem shelahem lachem lahem lanu alay aleichem alecha itchem itanu mimeni mimcha mikem bishvil biglal lamrot avur kmo keilu ke'ilu keylu
  mamash meod me'od yoter pachot maspik harbe harbeh ktzat kzat bichlal bihlal legamre stam bekitzur bekitsur bekicur betach batuach bevadai bevaday bemet beemet be'emet nachon lanachon davka afilu
  toda todah todaraba slicha slihah slika bevakasha bevakashah bvakasha bvk erev laila layla lehitraot yom tov tova tovim tovot metzuyan metsuyan mezuyan metzuyenet madhim madhima magniv magniva
  nifla niflaah nehedar mehamem achla ahla sababa sababah yalla yala yallah walla wallah achi ahi achoti ahoti gever neshama motek kapara kapra chaver chavera chaverim haver havera haverim chevre hevre
  rotze rotza rotzim rotzah rotse rotsa yodea yodaat yodat yodeim mevin mevina mevinim mamin mamina maamin ma'amin maamina ohev ohevet ohavim ohevat choshev choshevet hoshev hoshevet medaber medaberet medabrim omer omeret omrim
  oved ovedet ovdim ovdot holech holechet holchim hozer chozer chozeret chozrim hozrim oneh onim ona'a anu lo'onim mechake mehake mechaka mehaka mechakim mehakim mekabel mekabelet mekablim nimas
  kibalti hizmanti azmanti shilamti kaniti amarti amru amra asiti asu asita asitem halachti halahti hitkasharti itkasharti diberti katavti shalachti shalahti chikiti hikiti nisiti rationi raiti ra'iti ratziti
  higia hegia hegiah higi'a magia magi'a yagia yegia hegiu nishbar nishbera nishbra nidfak taku'a takua tkua avad avda nigmar nimkar hitbatel butal butla
  haya hayta hayu hayiti hayita yihye yihiyeh ihye tihye tihiyeh yihyu iye efshar i'efshar yachol yechola yecholim yahol yehola yeholim tzarich tzricha tzrichim tsarich tsricha carich mutar asur keday kedai
  tagid tagidi tagidu tavo tavoi tistakel tistaklu tishma tishmeu tishlach tishlechu tichtov taase taasu teshalem tevatel tachzir tachziru tachzor tachzeru taanu taane dabru titkasher titkashru tafsiku tafsik tnu titen kchu lech lechu
  busha bushah boosha chutzpa chutzpah hutzpa bizayon bizaion balagan zevel chara hara'ot zayin kaki mizbala ganavim gannavim noch'lim nochlim rama'im ramaim gnevah gneva chaval haval davash sof sofsof
  yakar yakarim yekara zol zola chinam hinam chadash chadasha hadash hadasha yashan gadol gdola gdolim katan ktana garua gruim garu'a nora iyum ayom ayuma mag'il magil mezazea mezaazea me'atzben meatzben meatzbenet metoraf
  metorefet meshuga meshugaim ma'atzben nechmad nechmada nechmadim adiva adivim mekzoi miktzoi miktzoit miktzoiim mahir mehira maher leat merutze merutza merutzim meruze ptzatza esh chazak hazak alufim aluf totach kol'hakavod
  lechol lekol mikol mitoch acharei aharei lifnei lifney betoch ledaati ledati lefi ledabar lehagid laasot la'asot likbol lekabel lehachzir lehahzir lekanot liknot lishmoa lirot lehazmin lehaamin leshalem lachzor lahzor lavo lalechet
  laanot la'anot letaken lehitkasher levatel lachakot lehakot limkor lehavin ladaat lada'at leharot lehasbir lashevet lishlo'ach lishloach lehavi
  tel'aviv beezrat hashem sameach sameah shana chodesh hodesh chodashim hodashim shavua shavuot yamim shaot sha'ot shaa dakot dakah daka boker tzohoraim lailah
  nitka nitkaat nitkeet nafal nafla nitaku higati avarti hitztarafti olim ola samim sheba'ya hachi karov krova rachok kaspi pitzui pitzuy hatava mitchare ta'im taim te'imim pashut normali shtaim kniti yofi bizbazti bhelem behelem
  mila milim tishmeu bau elai habayta tiknu tikanu nisa nisu nase yavo yavou bati banu ba'im baim batem dachuf dahuf retzini retzinit pitom tachles tahles dugri matzav panim hapanim kishalon shaaruria sha'aruria notzetz
  fadicha fadiha fashla basa baasa chaval'al'hazman hazui hazuy chazui kara'lachem kore koreh osim ose osah mevatel mevatelet mevatlim meshalem meshalemet meshalmim gavu goveh govim hechzir hechziru machzir machzirim meacher meacheret ichur ichurim
  mevakesh mevakeshet mevakshim doresh doreshet dorshim shavur shvura harus harusa mekulkal mekulkelet pagum pguma meluchlach naki nekia mushlam mushlemet metzuyanim mamlitz mamlitza mamlitzim chavaya havaya nehene nehenim neheniti ahavti
  sone sonet soneet yekarim zariz mitnatzel mitnatzelet mitnatzlim hishtagatem hishtagata leazov azov tazov ozev ozevet over overet ovrim lehodot modeh modim sme'cha smecha smechim koes ko'es koeset koasim atzuv atzuva maspik tzadik mitlabet
  shomea shomaat shom'im ro'e roeh roah ro'im menase menasa menasim mitkasher mitkasheret mitkashrim matzil amiti amitit rishmi rishmit merugaz merugezet zakuk tzoek lokchim loke'ach lokeach notnim noten notenet mochrim mocher mocheret
  lama'ze lamaze matai'ze uf ufff naara bachur bachura bachurim yehudim ivri ivrit rav harav nu'kvar dai'kvar lo'beseder yom'huledet beteavon betayavon refuah shlema shelema pesach hanukah sukkot purim kippur
  od'paam odpaam tagidli ma'ze mazeh ma'kore makore manishma hakol beseder beseder besder basader bseder sagur le'olam leolam meolam me'olam ad'matai kvar kwar`;

/** Words that stand for something elsewhere too. */
const SHARED = 'ani at hu hi lo ken ze zo ma mi eh im gam rak od al el min ad bein li lecha lach lo la bo ba bi be ve ki o kol kulo ein en et she sheze shehu shehi shelo az aval ulay hine hineh nu na dai day bli ra tov kan sham po shuv raq yom anu ana eser shalosh shtei shnei echad ahat achat rega dach kef alef elef zman chen kor kore lev hev asa asur bevet bayit haya kesef shalom mazal baruch shabbat shabat hag chag mami telefon adiv';

/** Things people write about: they take the letters for *and*, *the*, *in*, *to*, *from*, *that* in front. */
const THINGS = `
  sherut lakoach lakochot lakohot lakuach mishloach mishlohach hazmana hazmanah hazmanot chavila havila chavilot shaliach shlichim chanut hanut chanuyot kesef mechir mehir mechirim mehirim mutzar mutsar mutzarim mutsarim
  moked nahag nahagim miluy chevra hevra chevrot menahel menahelet mankal natzig netziga natziga netzigim netzigot natsig netsigim sherutim esek misada misadot ochel ohel oochel manah mana manot meltzar meltzarit
  tor acharayut ahrayut achrayut tikun tikunim zikuy hechzer hehzer bitul tshuva teshuva tshuvot cheshbon heshbon kabala chiyuv hiyuv karta'is kartis ashrai taklah takala takalot baaya beaya be'aya ba'aya beayot beayah
  mivtza mivtzaim mivza hanacha hanaha hanachot eichut ehut yachas yahas tzevet tsevet oved ovdim anashim bnadam ben'adam yeladim yeled yalda mishpacha mishpaha isha baal ima aba aretz arets ivrit
  snif snifim moadon kupa kupon kupot tmuna tmunot sirton pirsomet parsomet machshir machshirim tochnit menuy minuy minui manuy mispar nituk tzarchan tzarchanim tzarchanut tvia tviot tmicha edkun idkun idkunim hitnatzlut hamlatza hamlatzot bakasha
  bakashot tluna tlunot raayon ra'ayon pitaron bdika hasaga matana matanot mitz kafe lechem chalav gvina basar dag salat pitza tarufa trufa rofe kupat'cholim machsan machsanim chalon chaluk mitbach machshevim na'alayim naalaim begadim bgadim shimla sima
  makom mekomot davar dvar inyan zman yom laila boker erev shavua chodesh shana paam pa'am sof hatchala emet sheker kavod teuda matara afliqatzia aplikatzia aplikatsia atar hodaa hoda'a hodaot tguva tguvot sicha siha sihot sichot
  rechev reshet sichat tisa tisot matos mizvada mizvadot sade'teufa malon cheder heder chadarim makhshev machshev maarechet ma'arechet chashmal hashmal mishtara misrad maskoret avoda`;

const PREFIXES = ['ha', 've', 'veha', 'ba', 'be', 'la', 'le', 'me', 'meha', 'she', 'sheha', 'ke'];

/** Each spelling with how much it says, 0–1. */
export function hebrewInLatin(): Map<string, number> {
  const spellings = new Map<string, number>();
  const add = (word: string, weight: number): void => {
    for (const spelling of spellingsOf(word)) spellings.set(spelling, Math.max(weight, spellings.get(spelling) ?? 0));
  };
  for (const word of SHARED.split(' ')) add(word, 0.55);
  for (const word of THINGS.trim().split(/\s+/u)) {
    add(word, word.length > 4 ? 1 : 0.4);
    for (const prefix of PREFIXES) add(prefix + word, word.length > 3 ? 1 : 0.4);
  }
  for (const word of OWN.trim().split(/\s+/u)) {
    add(word, 1);
    if (word.length > 4) for (const prefix of ['she', 've', 'ha', 'le', 'be', 'ke']) add(prefix + word, 1);
  }
  return spellings;
}

function spellingsOf(word: string): Set<string> {
  const spellings = new Set([word, word.replaceAll("'", '')]);
  for (const [from, ...others] of [['ch', 'h', 'kh'], ['tz', 'ts', 'z']] as const) {
    for (const spelling of [...spellings]) if (spelling.includes(from) && spelling.length > 4) for (const other of others) spellings.add(spelling.replaceAll(from, other));
  }
  return spellings;
}
