/** Alternatives that many phrases of the reply review share. */
export const SORRY = 'sorry|apologise|apologize|apologies|apology';
export const ANYONE = 'anyone|anybody|someone|somebody|people|customers|guests|users|some';
export const HURT = 'hurt|offended|upset|insulted|harmed|inconvenienced|affected|disappointed|annoyed|unhappy';
export const FAULT = 'glitch|glitches|error|errors|mistake|mistakes|failure|issue|issues|incident|fault|problem';
export const MENDED = 'fixed|resolved|solved|restored|repaired|corrected';
export const SUPPLIER = 'supplier|suppliers|vendor|vendors|contractor|subcontractor|courier|carrier|provider|partner';
export const CAUSE = 'cause|caused|due|because|hacker|hackers|hacked|attack|attacked|sabotage';
export const PUNISHED = 'fired|dismissed|suspended|terminated|sacked|disciplined|punished';
export const CROWD = 'people|customers|authors|readers|users|families|everyone|guests|passengers|travellers|travelers|parents|patients|students|pupils|drivers|members|homes|households|books|orders|parcels|tickets|accounts|titles|flights|trains|subscribers|riders|shops|schools|clinics|thousands|hundreds|dozens';
/** What somebody or something did that it came to this. */
export const BROKE = 'pushed|broke|failed|mixed|switched|deleted|hid|misread|overwrote|crashed|leaked|jammed|forgot|skipped|swapped|mistyped|mislabelled|mislabeled|misrouted|overloaded|burst|expired|misconfigured|overlooked|tripped|snapped|blew|collided|corrupted|misfiled|wiped|unplugged|cracked|miscounted|underestimated|marked|tagged|labelled|labeled|entered|typed|misprinted|flooded|froze|clogged|slipped';
export const STAFF = 'employee|employees|staff|worker|workers|agent|driver|colleague|manager';
export const HARD = 'frustrating|upsetting|painful|awful|frightening|scary|stressful|infuriating|exhausting|tiring|horrible|worrying|distressing|hurtful|maddening|miserable|unsettling|alarming|disgusting|heartbreaking|humiliating|annoying|disappointing|hard|difficult|rough';
export const ANGRY = 'angry|upset|hurt|frustrated|furious|disappointed|annoyed|worried|afraid|tired|fed|scared|sad|unhappy|dissatisfied';
export const FEELING = 'frustration|anger|disappointment|worry|pain|fear|grief|fury';
export const DOING = 'checking|looking|investigating|working|reviewing|calling|talking|contacting|correcting|restoring|replacing|refunding|tracing|testing|asking|handling|dealing|following|fixing|speaking|searching|reading|finding|putting|sending|driving|sitting|pulling|bringing|moving|getting|making|changing|taking|writing|meeting|arranging|doing|going|digging|rerunning|staying|collecting|ringing|gathering|preparing|visiting|paying|updating|monitoring|tracking|telling|mending|cleaning|organising|organizing|helping|bringing|starting|stopping|recalling|exchanging|rebooking|crediting|training|adding|listening|phoning|emailing|mailing|picking|delivering|holding|keeping|returning|rebuilding';
export const DO = 'check|look|call|write|find|ask|reply|answer|follow|speak|come|contact|get|sort|fix|stay|see|raise|take|send|bring|make|arrange|meet|drop|sit|go|help|return|report|let|update|put|drive';
export const DID = 'started|asked|stopped|begun|opened|contacted|assigned|pulled|paused|called|sent|reached|taken|booked|arranged|put|spoken|set';
export const TELLING = 'telling|letting|writing|sharing|pointing|flagging|raising|taking|bringing|saying|speaking|coming|being|asking|calling|showing|reporting|spelling|putting|trusting|staying|not';
export const TOLD = 'told|wrote|said|asked|shared|raised|spoke|reported|came|called|flagged';
