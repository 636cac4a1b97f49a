/** Words of any talk, by what they do. What may be a subject to some brand (`hold`, `wait`, `app`, `price`) is not among them. */
export const stopWords: readonly string[] = `
  a an the this that these those some any each every either neither both all half none other others another such same own

  i me my mine myself you your yours yourself u ur ya yall he him his himself she her hers herself it its itself we us our ours ourselves they them their theirs themselves one ones
  someone somebody anyone anybody everyone everybody nobody noone nothing something anything everything who whom whose which what whatever whoever

  and or but nor so yet if unless until till while because cause cuz bc since although though tho than then as when whenever where wherever why how whether however therefore otherwise
  of in on at by for from with without within into onto upon about over under after before between against during through throughout across along around near to toward towards up down out off
  above below beside besides beyond behind per via except despite like unlike plus vs

  am is are was were be been being have has had having do does did done doing will would can could shall should may might must ought cannot
  im ive ill id youre youve hes shes were theyre thats whats theres heres dont doesnt didnt isnt arent wasnt werent havent hasnt hadnt wont wouldnt cant couldnt shouldnt aint lets

  not no never yes yeah yep nope nah ok okay very really quite just only still even also too again ever already always often usually sometimes almost maybe perhaps probably actually literally
  seriously basically totally absolutely completely definitely certainly clearly obviously simply honestly truly especially exactly finally instead rather pretty else enough once twice here there
  now today tonight yesterday tomorrow soon later ago lately recently currently anymore forever away back together apart

  much many more most less least few little several lot lots bit couple enough zero two three four five six seven eight nine ten first second third last next previous hundred thousand
  minute minutes min mins hour hours hr hrs day days week weeks weekend month months year years yrs morning afternoon evening night noon midnight time times date ages
  monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
  january february march april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec

  get gets got gotten getting go goes going gone went gonna come comes came coming make makes made making take takes took taken taking give gives gave given giving put puts putting
  say says said saying tell tells told telling know knows knew known knowing think thinks thought thinking want wants wanted wanting wanna need needs needed needing see sees saw seen seeing
  look looks looked looking seem seems seemed feel feels felt feeling find finds found finding try tries tried trying use uses used using keep keeps kept keeping let lets letting
  ask asks asked asking mean means meant show shows showed shown happen happens happened happening start starts started starting begin stop stops stopped stopping end ends ended
  work works worked working run runs ran running turn turns turned become becomes became leave leaves left leaving stay stays stayed bring brings brought set sit sitting sat stand standing
  talk talks talked talking speak speaks spoke speaking hear hears heard hearing read reads reading write wrote written believe believes understand remember forget forgot guess suppose
  wonder wondering hope hopes hoping hopefully wish wishes expect expected deserve help helps helped helping deal dealing allow allowed able unable willing gotta supposed
  become add added move moved follow following followed watch watching miss learn consider appreciate appreciated enjoy enjoyed share shared

  please pls plz thank thanks thx thankyou sorry hello hi hey dear cheers congrats congratulations welcome bye regards sir madam kudos props
  lol lmao lmfao rofl haha hahaha hahah omg omfg wtf smh fml btw imo imho tbh fyi idk asap rt via dm dms pm cc aka etc amp ugh meh wow yay oh ah um uh hmm gosh god jesus damn

  good better best well great nice fine cool awesome amazing excellent fantastic wonderful incredible perfect perfectly brilliant lovely beautiful superb outstanding fabulous happy glad pleased
  proud excited exciting love loves loved loving lovin luv like likes liked favorite favourite fave impressed impressive kind kindly grateful
  bad badly worse worst terrible terribly horrible horribly awful dreadful appalling atrocious abysmal disgusting disgusted disgrace disgraceful pathetic ridiculous unacceptable inexcusable outrageous
  shameful shame poor poorly disappointed disappointing disappointment frustrated frustrating frustration annoyed annoying angry anger mad upset upsetting sad sadly furious livid pissed fuming
  hate hates hated hating sucks suck sucked sick tired fed embarrassing embarrassed ashamed unhappy unfortunate unfortunately useless worthless stupid dumb idiot idiots idiotic moron morons
  crazy insane unbelievable unreal joke laughable lame nightmare fail fails failed failing failure epic mess crap crappy shit shitty bullshit bs hell ass asshole assholes
  fuck fucked fucking fuckin fucks effing freaking frickin bitch bastard bastards bloody cunt dick piss screwed wrong right care cares cared

  new old big small long short high low full whole entire main real true sure clear easy hard possible impossible different important certain main extra fast quick quickly

  thing things stuff way ways kind sort type part lot case point fact reason idea matter question person people guy guys man men woman women folks everyone dude bro
  complaint complaints complain complains complained complaining
  life world place someone side name number home issue issues problem problems situation experience experiences
  company companies brand business
`
  .trim()
  .split(/\s+/u);
