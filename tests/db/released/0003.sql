BEGIN TRANSACTION;
CREATE TABLE agreement (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	code VARCHAR(20) NOT NULL, 
	title VARCHAR NOT NULL, 
	process_id INTEGER, 
	signed_on DATE, 
	zone VARCHAR(64) NOT NULL, 
	known_as_of DATE, 
	note VARCHAR DEFAULT '' NOT NULL, 
	next_number INTEGER DEFAULT 1 NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, calendar VARCHAR DEFAULT '' NOT NULL, 
	CONSTRAINT fk_agreement_process_id FOREIGN KEY(process_id) REFERENCES process (id), 
	CONSTRAINT uq_agreement_code UNIQUE (code)
);
INSERT INTO "agreement" VALUES(1,'PRET02','Pretoria Agreement between the Democratic Republic of the Congo and Rwanda',1,'2002-07-30','Africa/Kinshasa','2003-11-28','The same two states and the same 90 days as the Washington agreement, 23 years earlier. It shows how a declared figure and a counted one come apart.',3,1,'');
INSERT INTO "agreement" VALUES(2,'MINSK2','Package of measures for the implementation of the Minsk agreements (Minsk II)',2,'2015-02-12','Europe/Kyiv','2019-12-30','The ceasefire begins at an hour, in a named zone. Several duties hang on events that never came. Signatures were given by members of the Trilateral Contact Group; the role given here to Russia is its seat in that group.',9,1,'');
INSERT INTO "agreement" VALUES(3,'LUANDA','Luanda process, fifth ministerial meeting: plan of action',3,'2024-10-12','Africa/Luanda','2024-11-25','The plan of 2024 that the Washington agreement later takes over: neutralise the FDLR, lift the defensive measures.',4,1,'');
INSERT INTO "agreement" VALUES(4,'KSR','Kessar Accord',4,'2026-11-01','Africa/Kinshasa',NULL,'',7,1,'CD');
CREATE TABLE agreement_party (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	agreement_id INTEGER NOT NULL, 
	party_id INTEGER NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	CONSTRAINT fk_agreement_party_agreement_id FOREIGN KEY(agreement_id) REFERENCES agreement (id), 
	CONSTRAINT fk_agreement_party_party_id FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT uq_agreement_party_agreement_id_party_id UNIQUE (agreement_id, party_id)
);
INSERT INTO "agreement_party" VALUES(1,1,1,'signatory');
INSERT INTO "agreement_party" VALUES(2,1,2,'signatory');
INSERT INTO "agreement_party" VALUES(3,1,3,'guarantor');
INSERT INTO "agreement_party" VALUES(4,1,4,'monitor');
INSERT INTO "agreement_party" VALUES(5,1,5,'monitor');
INSERT INTO "agreement_party" VALUES(6,2,6,'signatory');
INSERT INTO "agreement_party" VALUES(7,2,7,'signatory');
INSERT INTO "agreement_party" VALUES(8,2,8,'witness');
INSERT INTO "agreement_party" VALUES(9,2,9,'monitor');
INSERT INTO "agreement_party" VALUES(10,2,10,'witness');
INSERT INTO "agreement_party" VALUES(11,2,11,'witness');
INSERT INTO "agreement_party" VALUES(12,3,1,'signatory');
INSERT INTO "agreement_party" VALUES(13,3,2,'signatory');
INSERT INTO "agreement_party" VALUES(14,3,12,'mediator');
INSERT INTO "agreement_party" VALUES(15,4,13,'signatory');
INSERT INTO "agreement_party" VALUES(16,4,14,'signatory');
INSERT INTO "agreement_party" VALUES(17,4,15,'monitor');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
CREATE TABLE change (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	actor VARCHAR(100) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	summary VARCHAR NOT NULL, 
	reason VARCHAR DEFAULT '' NOT NULL, 
	target_id INTEGER, 
	rows JSON NOT NULL, digest VARCHAR(64) DEFAULT '' NOT NULL, 
	CONSTRAINT pk_change PRIMARY KEY (id), 
	CONSTRAINT fk_change_target_id FOREIGN KEY(target_id) REFERENCES change (id)
);
INSERT INTO "change" VALUES(1,'2026-11-24 08:00:00.000000','asel','load pack','PRET02 loaded: 2 commitments of ''Pretoria Agreement between the Democratic Republic of the Congo and Rwanda''','',NULL,'[["insert", "party", 1, {}, {"code": "DRC", "name": "Democratic Republic of the Congo", "kind": "state"}], ["insert", "party", 2, {}, {"code": "RWA", "name": "Rwanda", "kind": "state"}], ["insert", "party", 3, {}, {"code": "RSA", "name": "South Africa", "kind": "state"}], ["insert", "party", 4, {}, {"code": "MONUC", "name": "UN Organization Mission in the DR Congo", "kind": "body"}], ["insert", "party", 5, {}, {"code": "TPVM", "name": "Third Party Verification Mechanism (South Africa and UN)", "kind": "body"}], ["insert", "process", 1, {}, {"name": "Pretoria (DRC\u2013Rwanda)"}], ["insert", "agreement", 1, {}, {"code": "PRET02", "title": "Pretoria Agreement between the Democratic Republic of the Congo and Rwanda", "process_id": 1, "signed_on": "2002-07-30", "zone": "Africa/Kinshasa", "known_as_of": "2003-11-28", "calendar": "", "note": "The same two states and the same 90 days as the Washington agreement, 23 years earlier. It shows how a declared figure and a counted one come apart."}], ["insert", "event", 1, {}, {"agreement_id": 1, "key": "signing", "name": "Signing", "planned_at": null, "actual_at": "2002-07-29T23:00:00+00:00", "day_only": true, "commitment_id": null, "source": ""}], ["insert", "agreement_party", 1, {}, {"agreement_id": 1, "party_id": 1, "role": "signatory"}], ["insert", "agreement_party", 2, {}, {"agreement_id": 1, "party_id": 2, "role": "signatory"}], ["insert", "agreement_party", 3, {}, {"agreement_id": 1, "party_id": 3, "role": "guarantor"}], ["insert", "agreement_party", 4, {}, {"agreement_id": 1, "party_id": 4, "role": "monitor"}], ["insert", "agreement_party", 5, {}, {"agreement_id": 1, "party_id": 5, "role": "monitor"}], ["update", "event", 1, {"name": "Signing", "source": ""}, {"name": "Signing of the agreement", "source": "PA-X Peace Agreements Database, agreements 477 (Pretoria Agreement) and 1194 (programme of implementation)"}], ["insert", "event", 2, {}, {"agreement_id": 1, "key": "recommitment", "name": "The two presidents commit themselves anew", "planned_at": null, "actual_at": "2003-11-26T23:00:00+00:00", "day_only": true, "commitment_id": null, "source": "IRIN, 28 November 2003 (archived on a mailing list)"}], ["insert", "commitment", 1, {}, {"agreement_id": 1, "code": "PRET02-1", "number": 1, "title": "Withdraw all Rwandan troops", "provision": "Programme of implementation", "words": "", "theme": "security", "tags": "", "source": "PA-X Peace Agreements Database, agreements 477 (Pretoria Agreement) and 1194 (programme of implementation)", "critical": true, "continuing": false, "pinned": false, "withdrawn": false, "target": 23760, "unit": "soldiers", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 1, {}, {"commitment_id": 1, "party_id": 2, "role": "lead", "place": 0}], ["insert", "commitment_party", 2, {}, {"commitment_id": 1, "party_id": 1, "role": "counterpart", "place": 0}], ["insert", "commitment_party", 3, {}, {"commitment_id": 1, "party_id": 4, "role": "verifier", "place": 0}], ["insert", "commitment_party", 4, {}, {"commitment_id": 1, "party_id": 5, "role": "verifier", "place": 1}], ["insert", "commitment", 2, {}, {"agreement_id": 1, "code": "PRET02-2", "number": 2, "title": "Disarm and repatriate the ex-FAR and Interahamwe", "provision": "Programme of implementation", "words": "", "theme": "security", "tags": "", "source": "PA-X Peace Agreements Database, agreements 477 (Pretoria Agreement) and 1194 (programme of implementation)", "critical": true, "continuing": false, "pinned": false, "withdrawn": false, "target": null, "unit": "", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 5, {}, {"commitment_id": 2, "party_id": 1, "role": "lead", "place": 0}], ["insert", "commitment_party", 6, {}, {"commitment_id": 2, "party_id": 2, "role": "counterpart", "place": 0}], ["insert", "commitment_party", 7, {}, {"commitment_id": 2, "party_id": 4, "role": "verifier", "place": 0}], ["insert", "commitment_party", 8, {}, {"commitment_id": 2, "party_id": 5, "role": "verifier", "place": 1}], ["insert", "deadline", 1, {}, {"commitment_id": 1, "number": 1, "rule": "signing + 90 days", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "deadline_anchor", 1, {}, {"deadline_id": 1, "event_id": 1, "commitment_id": null}], ["insert", "deadline", 2, {}, {"commitment_id": 2, "number": 1, "rule": "signing + 90 days", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "deadline_anchor", 2, {}, {"deadline_id": 2, "event_id": 1, "commitment_id": null}], ["insert", "report", 1, {}, {"commitment_id": 1, "at": "2002-10-04T23:00:00+00:00", "day": "2002-10-05", "timed": false, "recorded_at": "2026-11-24T08:00:00+00:00", "speaker_id": 2, "author": "asel", "kind": "status", "says": "done", "status_to": "done", "level": null, "quantity": 23760, "text": "Rwanda declared its withdrawal complete, 67 days after signing, and its strength at 23,760 soldiers.", "source": "IRIN, 5 December 2002: MONUC to verify the withdrawal of Rwandan troops", "source_on": null, "url": "", "grade": "", "file_name": "", "file_digest": "", "corrects_id": null}], ["update", "commitment", 1, {"status": "pending", "status_on": null, "amount": null}, {"status": "done", "status_on": "2002-10-05", "amount": 23760}], ["insert", "report", 2, {}, {"commitment_id": 1, "at": "2002-10-04T23:00:00+00:00", "day": "2002-10-05", "timed": false, "recorded_at": "2026-11-24T08:00:00+00:00", "speaker_id": 4, "author": "asel", "kind": "report", "says": "done", "status_to": null, "level": null, "quantity": 20941, "text": "The mission reported the forces gone, but could count only 20,941 of the 23,760 declared. Rwanda put the missing 2,819 down to leave, training and other postings.", "source": "UN News 47602, October 2002: statement of the UN mission MONUC on the Rwandan withdrawal", "source_on": null, "url": "", "grade": "", "file_name": "", "file_digest": "", "corrects_id": null}], ["update", "commitment", 1, {"amount": 23760}, {"amount": 20941}], ["insert", "report", 3, {}, {"commitment_id": 1, "at": "2002-10-07T23:00:00+00:00", "day": "2002-10-08", "timed": false, "recorded_at": "2026-11-24T08:00:00+00:00", "speaker_id": 1, "author": "asel", "kind": "report", "says": "not done", "status_to": null, "level": null, "quantity": null, "text": "The minister of state for defence charged Rwanda with leaving the missing 2,819 hidden in the Congo.", "source": "IRIN, Kinshasa, 9 October 2002: minister questions the completeness of the Rwandan withdrawal", "source_on": null, "url": "", "grade": "", "file_name": "", "file_digest": "", "corrects_id": null}], ["insert", "report", 4, {}, {"commitment_id": 1, "at": "2002-12-03T23:00:00+00:00", "day": "2002-12-04", "timed": false, "recorded_at": "2026-11-24T08:00:00+00:00", "speaker_id": 4, "author": "asel", "kind": "report", "says": null, "status_to": null, "level": null, "quantity": null, "text": "Observers were sent to Bukavu to look into reports that Rwandan soldiers were there again; the result is not in the sources read.", "source": "IRIN, 5 December 2002: MONUC to verify the withdrawal of Rwandan troops", "source_on": null, "url": "", "grade": "", "file_name": "", "file_digest": "", "corrects_id": null}], ["insert", "deadline", 3, {}, {"commitment_id": 2, "number": 2, "rule": "recommitment + 12 months", "agreed_on": "2003-11-27", "agreed_by": "both presidents", "reason": "The ninety days had turned out to be out of reach; both sides undertook to finish within twelve months.", "source": "IRIN, 28 November 2003 (archived on a mailing list)"}], ["insert", "deadline_anchor", 3, {}, {"deadline_id": 3, "event_id": 2, "commitment_id": null}], ["insert", "report", 5, {}, {"commitment_id": 2, "at": "2003-11-26T23:00:00+00:00", "day": "2003-11-27", "timed": false, "recorded_at": "2026-11-24T08:00:00+00:00", "speaker_id": null, "author": "asel", "kind": "status", "says": null, "status_to": "under way", "level": null, "quantity": null, "text": "Thirteen months after the deadline the work was unfinished, and the two presidents set a new term of twelve months.", "source": "Mostly Africa, 27 November 2003, on the renewed commitment", "source_on": null, "url": "", "grade": "", "file_name": "", "file_digest": "", "corrects_id": null}], ["update", "commitment", 2, {"status": "pending", "status_on": null}, {"status": "under way", "status_on": "2003-11-27"}]]','3bbe045d66365e54ca882d78ca15110238c14eb70ee229e32145df9ed6119fe4');
INSERT INTO "change" VALUES(2,'2026-11-24 08:01:00.000000','asel','load pack','MINSK2 loaded: 8 commitments of ''Package of measures for the implementation of the Minsk agreements (Minsk II)''','',NULL,'[["insert", "party", 6, {}, {"code": "UKR", "name": "Ukraine", "kind": "state"}], ["insert", "party", 7, {}, {"code": "ORDLO", "name": "Armed formations of certain areas of Donetsk and Luhansk", "kind": "armed group"}], ["insert", "party", 8, {}, {"code": "RUS", "name": "Russia", "kind": "state"}], ["insert", "party", 9, {}, {"code": "OSCE", "name": "Organization for Security and Co-operation in Europe", "kind": "organisation"}], ["insert", "party", 10, {}, {"code": "FRA", "name": "France", "kind": "state"}], ["insert", "party", 11, {}, {"code": "GER", "name": "Germany", "kind": "state"}], ["insert", "process", 2, {}, {"name": "Minsk"}], ["insert", "agreement", 2, {}, {"code": "MINSK2", "title": "Package of measures for the implementation of the Minsk agreements (Minsk II)", "process_id": 2, "signed_on": "2015-02-12", "zone": "Europe/Kyiv", "known_as_of": "2019-12-30", "calendar": "", "note": "The ceasefire begins at an hour, in a named zone. Several duties hang on events that never came. Signatures were given by members of the Trilateral Contact Group; the role given here to Russia is its seat in that group."}], ["insert", "event", 3, {}, {"agreement_id": 2, "key": "signing", "name": "Signing", "planned_at": null, "actual_at": "2015-02-11T22:00:00+00:00", "day_only": true, "commitment_id": null, "source": ""}], ["insert", "agreement_party", 6, {}, {"agreement_id": 2, "party_id": 6, "role": "signatory"}], ["insert", "agreement_party", 7, {}, {"agreement_id": 2, "party_id": 7, "role": "signatory"}], ["insert", "agreement_party", 8, {}, {"agreement_id": 2, "party_id": 8, "role": "witness"}], ["insert", "agreement_party", 9, {}, {"agreement_id": 2, "party_id": 9, "role": "monitor"}], ["insert", "agreement_party", 10, {}, {"agreement_id": 2, "party_id": 10, "role": "witness"}], ["insert", "agreement_party", 11, {}, {"agreement_id": 2, "party_id": 11, "role": "witness"}], ["update", "event", 3, {"name": "Signing", "source": ""}, {"name": "Signing of the package of measures", "source": "PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)"}], ["insert", "event", 4, {}, {"agreement_id": 2, "key": "ceasefire-day", "name": "First day of the ceasefire", "planned_at": null, "actual_at": "2015-02-14T22:00:00+00:00", "day_only": true, "commitment_id": null, "source": "PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)"}], ["insert", "event", 5, {}, {"agreement_id": 2, "key": "withdrawal-completed", "name": "Withdrawal of heavy weapons is completed", "planned_at": null, "actual_at": null, "day_only": true, "commitment_id": null, "source": ""}], ["insert", "event", 6, {}, {"agreement_id": 2, "key": "local-elections", "name": "Local elections in the special-status area", "planned_at": null, "actual_at": null, "day_only": true, "commitment_id": null, "source": ""}], ["insert", "event", 7, {}, {"agreement_id": 2, "key": "political-settlement", "name": "Comprehensive political settlement", "planned_at": null, "actual_at": null, "day_only": true, "commitment_id": null, "source": ""}], ["insert", "commitment", 3, {}, {"agreement_id": 2, "code": "MINSK2-1", "number": 1, "title": "Keep the ceasefire", "provision": "Point 1", "words": "", "theme": "security", "tags": "", "source": "PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)", "critical": true, "continuing": true, "pinned": false, "withdrawn": false, "target": null, "unit": "", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 9, {}, {"commitment_id": 3, "party_id": 6, "role": "lead", "place": 0}], ["insert", "commitment_party", 10, {}, {"commitment_id": 3, "party_id": 7, "role": "owner", "place": 1}], ["insert", "commitment_party", 11, {}, {"commitment_id": 3, "party_id": 6, "role": "counterpart", "place": 0}], ["insert", "commitment_party", 12, {}, {"commitment_id": 3, "party_id": 7, "role": "counterpart", "place": 1}], ["insert", "commitment_party", 13, {}, {"commitment_id": 3, "party_id": 9, "role": "verifier", "place": 0}], ["insert", "commitment", 4, {}, {"agreement_id": 2, "code": "MINSK2-2", "number": 2, "title": "Start pulling back heavy weapons", "provision": "Point 2", "words": "", "theme": "security", "tags": "", "source": "PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)", "critical": false, "continuing": false, "pinned": false, "withdrawn": false, "target": null, "unit": "", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 14, {}, {"commitment_id": 4, "party_id": 6, "role": "lead", "place": 0}], ["insert", "commitment_party", 15, {}, {"commitment_id": 4, "party_id": 7, "role": "owner", "place": 1}], ["insert", "commitment_party", 16, {}, {"commitment_id": 4, "party_id": 6, "role": "counterpart", "place": 0}], ["insert", "commitment_party", 17, {}, {"commitment_id": 4, "party_id": 7, "role": "counterpart", "place": 1}], ["insert", "commitment_party", 18, {}, {"commitment_id": 4, "party_id": 9, "role": "verifier", "place": 0}], ["insert", "commitment", 5, {}, {"agreement_id": 2, "code": "MINSK2-3", "number": 3, "title": "Complete the withdrawal of heavy weapons", "provision": "Point 2", "words": "", "theme": "security", "tags": "", "source": "PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)", "critical": true, "continuing": false, "pinned": false, "withdrawn": false, "target": null, "unit": "", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 19, {}, {"commitment_id": 5, "party_id": 6, "role": "lead", "place": 0}], ["insert", "commitment_party", 20, {}, {"commitment_id": 5, "party_id": 7, "role": "owner", "place": 1}], ["insert", "commitment_party", 21, {}, {"commitment_id": 5, "party_id": 6, "role": "counterpart", "place": 0}], ["insert", "commitment_party", 22, {}, {"commitment_id": 5, "party_id": 7, "role": "counterpart", "place": 1}], ["insert", "commitment_party", 23, {}, {"commitment_id": 5, "party_id": 9, "role": "verifier", "place": 0}], ["insert", "commitment", 6, {}, {"agreement_id": 2, "code": "MINSK2-4", "number": 4, "title": "Parliament defines the special-status area", "provision": "Point 4", "words": "", "theme": "governance", "tags": "", "source": "PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)", "critical": false, "continuing": false, "pinned": false, "withdrawn": false, "target": null, "unit": "", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 24, {}, {"commitment_id": 6, "party_id": 6, "role": "lead", "place": 0}], ["insert", "commitment_party", 25, {}, {"commitment_id": 6, "party_id": 7, "role": "counterpart", "place": 0}], ["insert", "commitment_party", 26, {}, {"commitment_id": 6, "party_id": 9, "role": "verifier", "place": 0}], ["insert", "commitment", 7, {}, {"agreement_id": 2, "code": "MINSK2-5", "number": 5, "title": "Release all for all", "provision": "Point 6", "words": "", "theme": "prisoners", "tags": "", "source": "PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)", "critical": true, "continuing": false, "pinned": false, "withdrawn": false, "target": null, "unit": "", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 27, {}, {"commitment_id": 7, "party_id": 6, "role": "lead", "place": 0}], ["insert", "commitment_party", 28, {}, {"commitment_id": 7, "party_id": 7, "role": "owner", "place": 1}], ["insert", "commitment_party", 29, {}, {"commitment_id": 7, "party_id": 6, "role": "counterpart", "place": 0}], ["insert", "commitment_party", 30, {}, {"commitment_id": 7, "party_id": 7, "role": "counterpart", "place": 1}], ["insert", "commitment_party", 31, {}, {"commitment_id": 7, "party_id": 9, "role": "verifier", "place": 0}], ["insert", "commitment", 8, {}, {"agreement_id": 2, "code": "MINSK2-6", "number": 6, "title": "Restore banking in the conflict areas", "provision": "Point 8", "words": "", "theme": "economy", "tags": "", "source": "PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)", "critical": false, "continuing": false, "pinned": false, "withdrawn": false, "target": null, "unit": "", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 32, {}, {"commitment_id": 8, "party_id": 6, "role": "lead", "place": 0}], ["insert", "commitment_party", 33, {}, {"commitment_id": 8, "party_id": 7, "role": "counterpart", "place": 0}], ["insert", "commitment_party", 34, {}, {"commitment_id": 8, "party_id": 9, "role": "verifier", "place": 0}], ["insert", "commitment", 9, {}, {"agreement_id": 2, "code": "MINSK2-7", "number": 7, "title": "Put constitutional reform into force", "provision": "Point 11", "words": "", "theme": "governance", "tags": "", "source": "PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)", "critical": false, "continuing": false, "pinned": false, "withdrawn": false, "target": null, "unit": "", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 35, {}, {"commitment_id": 9, "party_id": 6, "role": "lead", "place": 0}], ["insert", "commitment_party", 36, {}, {"commitment_id": 9, "party_id": 7, "role": "counterpart", "place": 0}], ["insert", "commitment_party", 37, {}, {"commitment_id": 9, "party_id": 9, "role": "verifier", "place": 0}], ["insert", "commitment", 10, {}, {"agreement_id": 2, "code": "MINSK2-8", "number": 8, "title": "Restore Ukrainian control of the border", "provision": "Point 9", "words": "", "theme": "security", "tags": "", "source": "PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)", "critical": false, "continuing": false, "pinned": false, "withdrawn": false, "target": null, "unit": "", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 38, {}, {"commitment_id": 10, "party_id": 6, "role": "lead", "place": 0}], ["insert", "commitment_party", 39, {}, {"commitment_id": 10, "party_id": 7, "role": "owner", "place": 1}], ["insert", "commitment_party", 40, {}, {"commitment_id": 10, "party_id": 6, "role": "counterpart", "place": 0}], ["insert", "commitment_party", 41, {}, {"commitment_id": 10, "party_id": 9, "role": "verifier", "place": 0}], ["insert", "deadline", 4, {}, {"commitment_id": 3, "number": 1, "rule": "2015-02-15 00:00 Europe/Kyiv", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "deadline", 5, {}, {"commitment_id": 4, "number": 1, "rule": "ceasefire-day + 1 day", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "deadline_anchor", 4, {}, {"deadline_id": 5, "event_id": 4, "commitment_id": null}], ["insert", "deadline", 6, {}, {"commitment_id": 5, "number": 1, "rule": "ceasefire-day + 14 days", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "deadline_anchor", 5, {}, {"deadline_id": 6, "event_id": 4, "commitment_id": null}], ["insert", "dependency", 1, {}, {"commitment_id": 5, "on_id": 4, "parallel": false}], ["insert", "deadline", 7, {}, {"commitment_id": 6, "number": 1, "rule": "signing + 30 days", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "deadline_anchor", 6, {}, {"deadline_id": 7, "event_id": 3, "commitment_id": null}], ["insert", "deadline", 8, {}, {"commitment_id": 7, "number": 1, "rule": "withdrawal-completed + 5 days", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "deadline_anchor", 7, {}, {"deadline_id": 8, "event_id": 5, "commitment_id": null}], ["insert", "dependency", 2, {}, {"commitment_id": 7, "on_id": 5, "parallel": false}], ["insert", "deadline", 9, {}, {"commitment_id": 8, "number": 1, "rule": "none", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "deadline", 10, {}, {"commitment_id": 9, "number": 1, "rule": "2015-12-31", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "deadline", 11, {}, {"commitment_id": 10, "number": 1, "rule": "local-elections + 1 day .. political-settlement", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "deadline_anchor", 8, {}, {"deadline_id": 11, "event_id": 6, "commitment_id": null}], ["insert", "deadline_anchor", 9, {}, {"deadline_id": 11, "event_id": 7, "commitment_id": null}], ["insert", "dependency", 3, {}, {"commitment_id": 10, "on_id": 9, "parallel": false}], ["insert", "report", 6, {}, {"commitment_id": 3, "at": "2015-02-17T22:00:00+00:00", "day": "2015-02-18", "timed": false, "recorded_at": "2026-11-24T08:01:00+00:00", "speaker_id": 9, "author": "asel", "kind": "status", "says": "not done", "status_to": "breached", "level": null, "quantity": null, "text": "Monitors saw fighting go on in and around Debaltseve, less so elsewhere, on the fourth day of the ceasefire.", "source": "OSCE Special Monitoring Mission, daily report of 18 February 2015, osce.org 141866", "source_on": null, "url": "", "grade": "", "file_name": "", "file_digest": "", "corrects_id": null}], ["update", "commitment", 3, {"status": "pending", "status_on": null}, {"status": "breached", "status_on": "2015-02-18"}], ["insert", "report", 7, {}, {"commitment_id": 4, "at": "2015-02-23T22:00:00+00:00", "day": "2015-02-24", "timed": false, "recorded_at": "2026-11-24T08:01:00+00:00", "speaker_id": 9, "author": "asel", "kind": "report", "says": "could not verify", "status_to": null, "level": null, "quantity": null, "text": "The mission had still not been given inventories, routes or sites, so it had nothing to check against.", "source": "OSCE Special Monitoring Mission, statement of the chief monitor, 24 February 2015, osce.org 142611", "source_on": null, "url": "", "grade": "", "file_name": "", "file_digest": "", "corrects_id": null}], ["insert", "deadline", 12, {}, {"commitment_id": 5, "number": 2, "rule": "2017-02-20", "agreed_on": "2017-02-15", "agreed_by": "Trilateral Contact Group", "reason": "The banned weapons were to be withdrawn anew, two years after the first date.", "source": "UNIAN, February 2017: 20 February set as the new deadline"}], ["insert", "report", 8, {}, {"commitment_id": 5, "at": "2015-02-28T22:00:00+00:00", "day": "2015-03-01", "timed": false, "recorded_at": "2026-11-24T08:01:00+00:00", "speaker_id": 7, "author": "asel", "kind": "status", "says": "done", "status_to": "under way", "level": null, "quantity": null, "text": "The armed formations said that they had completed their part.", "source": "Sputnik (partisan), 10 March 2015, quoting the OSCE", "source_on": null, "url": "", "grade": "", "file_name": "", "file_digest": "", "corrects_id": null}], ["update", "commitment", 5, {"status": "pending", "status_on": null}, {"status": "under way", "status_on": "2015-03-01"}], ["insert", "report", 9, {}, {"commitment_id": 5, "at": "2015-03-09T22:00:00+00:00", "day": "2015-03-10", "timed": false, "recorded_at": "2026-11-24T08:01:00+00:00", "speaker_id": 9, "author": "asel", "kind": "report", "says": "could not verify", "status_to": null, "level": null, "quantity": null, "text": "The mission did not confirm the claim.", "source": "Sputnik (partisan), 10 March 2015, quoting the OSCE", "source_on": null, "url": "", "grade": "", "file_name": "", "file_digest": "", "corrects_id": null}], ["insert", "report", 10, {}, {"commitment_id": 6, "at": "2015-03-16T22:00:00+00:00", "day": "2015-03-17", "timed": false, "recorded_at": "2026-11-24T08:01:00+00:00", "speaker_id": 6, "author": "asel", "kind": "status", "says": "done", "status_to": "done", "level": null, "quantity": null, "text": "Parliament adopted the decision, three days late, making the status wait for elections under Ukrainian law.", "source": "Radio Free Europe/Radio Liberty, 17 March 2015", "source_on": null, "url": "", "grade": "", "file_name": "", "file_digest": "", "corrects_id": null}], ["update", "commitment", 6, {"status": "pending", "status_on": null}, {"status": "done", "status_on": "2015-03-17"}], ["insert", "report", 11, {}, {"commitment_id": 6, "at": "2015-03-18T22:00:00+00:00", "day": "2015-03-19", "timed": false, "recorded_at": "2026-11-24T08:01:00+00:00", "speaker_id": 7, "author": "asel", "kind": "report", "says": "not done", "status_to": null, "level": null, "quantity": null, "text": "The other side rejected the terms as an attack on the Minsk agreement.", "source": "Meduza, 19 March 2015", "source_on": null, "url": "", "grade": "", "file_name": "", "file_digest": "", "corrects_id": null}], ["insert", "report", 12, {}, {"commitment_id": 7, "at": "2017-12-26T22:00:00+00:00", "day": "2017-12-27", "timed": false, "recorded_at": "2026-11-24T08:01:00+00:00", "speaker_id": null, "author": "asel", "kind": "status", "says": null, "status_to": "under way", "level": 1, "quantity": null, "text": "Exchange of 73 people for more than 200, the largest of the conflict up to then.", "source": "The New York Times and Reuters, as carried by The Straits Times, 27 December 2017", "source_on": null, "url": "", "grade": "", "file_name": "", "file_digest": "", "corrects_id": null}], ["update", "commitment", 7, {"status": "pending", "status_on": null, "level": null}, {"status": "under way", "status_on": "2017-12-27", "level": 1}], ["insert", "report", 13, {}, {"commitment_id": 7, "at": "2019-12-28T22:00:00+00:00", "day": "2019-12-29", "timed": false, "recorded_at": "2026-11-24T08:01:00+00:00", "speaker_id": null, "author": "asel", "kind": "progress", "says": null, "status_to": null, "level": 1, "quantity": null, "text": "Another large exchange: Ukraine received 76 people and the other side said that it had received 120.", "source": "Baltic News Network, citing Reuters, 30 December 2019", "source_on": null, "url": "", "grade": "", "file_name": "", "file_digest": "", "corrects_id": null}], ["insert", "report", 14, {}, {"commitment_id": 9, "at": "2015-08-30T21:00:00+00:00", "day": "2015-08-31", "timed": false, "recorded_at": "2026-11-24T08:01:00+00:00", "speaker_id": null, "author": "asel", "kind": "status", "says": null, "status_to": "under way", "level": null, "quantity": null, "text": "The amendments passed their first reading with 265 votes; 300 were needed for the last. Day not checked against a source.", "source": "Vestnik Kavkaza, 2015, on the first reading of the constitutional amendments", "source_on": null, "url": "", "grade": "", "file_name": "", "file_digest": "", "corrects_id": null}], ["update", "commitment", 9, {"status": "pending", "status_on": null}, {"status": "under way", "status_on": "2015-08-31"}], ["insert", "report", 15, {}, {"commitment_id": 9, "at": "2016-09-06T21:00:00+00:00", "day": "2016-09-07", "timed": false, "recorded_at": "2026-11-24T08:01:00+00:00", "speaker_id": 6, "author": "asel", "kind": "status", "says": "not done", "status_to": "stalled", "level": null, "quantity": null, "text": "The president said that the constitution would not be changed before the security provisions were carried out.", "source": "Interfax-Ukraine, as carried by ConstitutionNet, 7 September 2016", "source_on": null, "url": "", "grade": "", "file_name": "", "file_digest": "", "corrects_id": null}], ["update", "commitment", 9, {"status": "under way", "status_on": "2015-08-31"}, {"status": "stalled", "status_on": "2016-09-07"}], ["update", "event", 5, {"commitment_id": null}, {"commitment_id": 5}]]','c1d1ff526edba19e893c0bafd2deb1aeb64a28046e0d9cd0e64729ec7484264c');
INSERT INTO "change" VALUES(3,'2026-11-24 08:02:00.000000','asel','load pack','LUANDA loaded: 3 commitments of ''Luanda process, fifth ministerial meeting: plan of action''','',NULL,'[["insert", "party", 12, {}, {"code": "ANG", "name": "Angola", "kind": "state"}], ["insert", "process", 3, {}, {"name": "Luanda"}], ["insert", "agreement", 3, {}, {"code": "LUANDA", "title": "Luanda process, fifth ministerial meeting: plan of action", "process_id": 3, "signed_on": "2024-10-12", "zone": "Africa/Luanda", "known_as_of": "2024-11-25", "calendar": "", "note": "The plan of 2024 that the Washington agreement later takes over: neutralise the FDLR, lift the defensive measures."}], ["insert", "event", 8, {}, {"agreement_id": 3, "key": "signing", "name": "Signing", "planned_at": null, "actual_at": "2024-10-11T23:00:00+00:00", "day_only": true, "commitment_id": null, "source": ""}], ["insert", "agreement_party", 12, {}, {"agreement_id": 3, "party_id": 1, "role": "signatory"}], ["insert", "agreement_party", 13, {}, {"agreement_id": 3, "party_id": 2, "role": "signatory"}], ["insert", "agreement_party", 14, {}, {"agreement_id": 3, "party_id": 12, "role": "mediator"}], ["update", "event", 8, {"name": "Signing", "source": ""}, {"name": "Fifth ministerial meeting closes", "source": "PA-X Peace Agreements Database, agreement 2733 (Luanda process, fifth ministerial meeting), release of May 2026"}], ["insert", "event", 9, {}, {"agreement_id": 3, "key": "mechanism-launched", "name": "Reinforced verification mechanism launched in Goma", "planned_at": null, "actual_at": "2024-11-04T23:00:00+00:00", "day_only": true, "commitment_id": null, "source": "DRC News Today, 5 November 2024, on the launch of the reinforced verification mechanism"}], ["insert", "commitment", 11, {}, {"agreement_id": 3, "code": "LUANDA-1", "number": 1, "title": "Name liaison officers to the reinforced verification mechanism", "provision": "Reinforced ad hoc verification mechanism (MVA-R)", "words": "", "theme": "oversight", "tags": "", "source": "PA-X Peace Agreements Database, agreement 2733 (Luanda process, fifth ministerial meeting), release of May 2026", "critical": false, "continuing": false, "pinned": false, "withdrawn": false, "target": null, "unit": "", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 42, {}, {"commitment_id": 11, "party_id": 1, "role": "lead", "place": 0}], ["insert", "commitment_party", 43, {}, {"commitment_id": 11, "party_id": 2, "role": "owner", "place": 1}], ["insert", "commitment_party", 44, {}, {"commitment_id": 11, "party_id": 12, "role": "counterpart", "place": 0}], ["insert", "commitment_party", 45, {}, {"commitment_id": 11, "party_id": 12, "role": "verifier", "place": 0}], ["insert", "commitment", 12, {}, {"agreement_id": 3, "code": "LUANDA-2", "number": 2, "title": "Draft the concept of operations", "provision": "Concept of operations (CONOPS)", "words": "", "theme": "security", "tags": "", "source": "PA-X Peace Agreements Database, agreement 2733 (Luanda process, fifth ministerial meeting), release of May 2026", "critical": true, "continuing": false, "pinned": false, "withdrawn": false, "target": null, "unit": "", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 46, {}, {"commitment_id": 12, "party_id": 12, "role": "lead", "place": 0}], ["insert", "commitment_party", 47, {}, {"commitment_id": 12, "party_id": 1, "role": "counterpart", "place": 0}], ["insert", "commitment_party", 48, {}, {"commitment_id": 12, "party_id": 2, "role": "counterpart", "place": 1}], ["insert", "commitment", 13, {}, {"agreement_id": 3, "code": "LUANDA-3", "number": 3, "title": "Launch the reinforced verification mechanism in Goma", "provision": "Reinforced ad hoc verification mechanism (MVA-R)", "words": "", "theme": "oversight", "tags": "", "source": "PA-X Peace Agreements Database, agreement 2733 (Luanda process, fifth ministerial meeting), release of May 2026", "critical": false, "continuing": false, "pinned": false, "withdrawn": false, "target": null, "unit": "", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 49, {}, {"commitment_id": 13, "party_id": 12, "role": "lead", "place": 0}], ["insert", "commitment_party", 50, {}, {"commitment_id": 13, "party_id": 1, "role": "owner", "place": 1}], ["insert", "commitment_party", 51, {}, {"commitment_id": 13, "party_id": 2, "role": "owner", "place": 2}], ["insert", "commitment_party", 52, {}, {"commitment_id": 13, "party_id": 1, "role": "counterpart", "place": 0}], ["insert", "commitment_party", 53, {}, {"commitment_id": 13, "party_id": 2, "role": "counterpart", "place": 1}], ["insert", "deadline", 13, {}, {"commitment_id": 11, "number": 1, "rule": "2024-10-15", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "deadline", 14, {}, {"commitment_id": 12, "number": 1, "rule": "2024-10-26", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "deadline", 15, {}, {"commitment_id": 13, "number": 1, "rule": "2024-11-05", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "report", 16, {}, {"commitment_id": 11, "at": "2024-11-04T23:00:00+00:00", "day": "2024-11-05", "timed": false, "recorded_at": "2026-11-24T08:02:00+00:00", "speaker_id": null, "author": "asel", "kind": "note", "says": null, "status_to": null, "level": null, "quantity": null, "text": "The officers must have been named by the launch at the latest; no source gives the day, so the status is left open.", "source": "DRC News Today, 5 November 2024, on the launch of the reinforced verification mechanism", "source_on": null, "url": "", "grade": "", "file_name": "", "file_digest": "", "corrects_id": null}], ["insert", "report", 17, {}, {"commitment_id": 12, "at": "2024-10-30T23:00:00+00:00", "day": "2024-10-31", "timed": false, "recorded_at": "2026-11-24T08:02:00+00:00", "speaker_id": null, "author": "asel", "kind": "status", "says": null, "status_to": "done", "level": null, "quantity": null, "text": "Experts adopted the draft on 31 October, five days late. Ministers followed on 25 November.", "source": "Afriqu''Actu, 2 November 2024, on the concept of operations", "source_on": null, "url": "", "grade": "", "file_name": "", "file_digest": "", "corrects_id": null}], ["update", "commitment", 12, {"status": "pending", "status_on": null}, {"status": "done", "status_on": "2024-10-31"}], ["insert", "report", 18, {}, {"commitment_id": 13, "at": "2024-11-04T23:00:00+00:00", "day": "2024-11-05", "timed": false, "recorded_at": "2026-11-24T08:02:00+00:00", "speaker_id": 12, "author": "asel", "kind": "status", "says": "done", "status_to": "done", "level": null, "quantity": null, "text": "Launched in Goma on the last day allowed.", "source": "DRC News Today, 5 November 2024, on the launch of the reinforced verification mechanism", "source_on": null, "url": "", "grade": "", "file_name": "", "file_digest": "", "corrects_id": null}], ["update", "commitment", 13, {"status": "pending", "status_on": null}, {"status": "done", "status_on": "2024-11-05"}], ["update", "event", 9, {"commitment_id": null}, {"commitment_id": 13}]]','684572b5e7268b3b9b85c4de4cb0456dc05484695bafaf1539935a1dbd4d6889');
INSERT INTO "change" VALUES(4,'2026-11-24 08:03:00.000000','asel','add party','Party GOV added: Government of Kessar.','',NULL,'[["insert", "party", 13, {}, {"code": "GOV", "name": "Government of Kessar", "kind": "state"}]]','c3ea87d0478023c6f3c914c0465b9419323cc152d042b6656f3cba0c5123fcd2');
INSERT INTO "change" VALUES(5,'2026-11-24 08:04:00.000000','asel','add party','Party NF added: Northern Front.','',NULL,'[["insert", "party", 14, {}, {"code": "NF", "name": "Northern Front", "kind": "armed group"}]]','32563f8b4d3cc440dcdc3aa949dad387492bb343ffa21208228c9047a841b307');
INSERT INTO "change" VALUES(6,'2026-11-24 08:05:00.000000','asel','add party','Party UN added: United Nations.','',NULL,'[["insert", "party", 15, {}, {"code": "UN", "name": "United Nations", "kind": "organisation"}]]','c8bcda3aad87b2670a971ff9c58d3fc0ffb4e12e70958ba255abd275000982d4');
INSERT INTO "change" VALUES(7,'2026-11-24 08:06:00.000000','asel','add agreement','Agreement KSR added: Kessar Accord.','',NULL,'[["insert", "process", 4, {}, {"name": "Kessar"}], ["insert", "agreement", 4, {}, {"code": "KSR", "title": "Kessar Accord", "process_id": 4, "signed_on": "2026-11-01", "zone": "Africa/Kinshasa", "known_as_of": null, "calendar": "CD", "note": ""}], ["insert", "event", 10, {}, {"agreement_id": 4, "key": "signing", "name": "Signing", "planned_at": null, "actual_at": "2026-10-31T23:00:00+00:00", "day_only": true, "commitment_id": null, "source": ""}], ["insert", "agreement_party", 15, {}, {"agreement_id": 4, "party_id": 13, "role": "signatory"}], ["insert", "agreement_party", 16, {}, {"agreement_id": 4, "party_id": 14, "role": "signatory"}], ["insert", "agreement_party", 17, {}, {"agreement_id": 4, "party_id": 15, "role": "monitor"}]]','80f7de0069eb30365c13897f3bbad910536056ab4ec7966a7304f0926759e357');
INSERT INTO "change" VALUES(8,'2026-11-24 08:07:00.000000','asel','add commitment','KSR-1 added: Release 100 prisoners','',NULL,'[["insert", "commitment", 14, {}, {"agreement_id": 4, "code": "KSR-1", "number": 1, "title": "Release 100 prisoners", "provision": "Art. 2", "words": "", "theme": "detainees", "tags": "", "source": "", "critical": true, "continuing": false, "pinned": false, "withdrawn": false, "target": 100, "unit": "persons", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 54, {}, {"commitment_id": 14, "party_id": 13, "role": "lead", "place": 0}], ["insert", "commitment_party", 55, {}, {"commitment_id": 14, "party_id": 14, "role": "counterpart", "place": 0}], ["insert", "commitment_party", 56, {}, {"commitment_id": 14, "party_id": 15, "role": "verifier", "place": 0}], ["insert", "deadline", 16, {}, {"commitment_id": 14, "number": 1, "rule": "signing + 30 days", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "deadline_anchor", 10, {}, {"deadline_id": 16, "event_id": 10, "commitment_id": null}]]','5af8ab033dfd6c33a8691001e2060413696fcd62cf32804b1d9c9cc0ee774322');
INSERT INTO "change" VALUES(9,'2026-11-24 08:08:00.000000','asel','add commitment','KSR-2 added: Publish the amnesty decree','',NULL,'[["insert", "commitment", 15, {}, {"agreement_id": 4, "code": "KSR-2", "number": 2, "title": "Publish the amnesty decree", "provision": "", "words": "", "theme": "", "tags": "", "source": "", "critical": false, "continuing": false, "pinned": false, "withdrawn": false, "target": null, "unit": "", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 57, {}, {"commitment_id": 15, "party_id": 13, "role": "lead", "place": 0}], ["insert", "deadline", 17, {}, {"commitment_id": 15, "number": 1, "rule": "KSR-1 done + 5 days", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "deadline_anchor", 11, {}, {"deadline_id": 17, "event_id": null, "commitment_id": 14}]]','351e50248408087ea509e50149d92e20fc17ee58becd6159ff1b9bcec78d9d1c');
INSERT INTO "change" VALUES(10,'2026-11-24 08:09:00.000000','asel','add commitment','KSR-3 added: Report on the ceasefire','',NULL,'[["insert", "commitment", 16, {}, {"agreement_id": 4, "code": "KSR-3", "number": 3, "title": "Report on the ceasefire", "provision": "", "words": "", "theme": "", "tags": "", "source": "", "critical": false, "continuing": false, "pinned": false, "withdrawn": false, "target": null, "unit": "", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 58, {}, {"commitment_id": 16, "party_id": 15, "role": "lead", "place": 0}], ["insert", "deadline", 18, {}, {"commitment_id": 16, "number": 1, "rule": "every week from signing", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "deadline_anchor", 12, {}, {"deadline_id": 18, "event_id": 10, "commitment_id": null}], ["insert", "occurrence", 1, {}, {"commitment_id": 16, "number": 1, "deadline_number": 1, "place": 3, "arose_at": null, "due_at": "2026-11-29T23:00:00+00:00", "due_on": "2026-11-29", "due_timed": false, "done_at": null, "done_on": null, "done_timed": false, "note": "", "source": ""}]]','d482a0b52e9dad2a6e5f6f250374ffb56b3cba46e437e9e63b921c6b1b061422');
INSERT INTO "change" VALUES(11,'2026-11-24 08:10:00.000000','asel','add commitment','KSR-4 added: Answer each complaint','',NULL,'[["insert", "commitment", 17, {}, {"agreement_id": 4, "code": "KSR-4", "number": 4, "title": "Answer each complaint", "provision": "", "words": "", "theme": "", "tags": "", "source": "", "critical": false, "continuing": false, "pinned": false, "withdrawn": false, "target": null, "unit": "", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 59, {}, {"commitment_id": 17, "party_id": 14, "role": "lead", "place": 0}], ["insert", "deadline", 19, {}, {"commitment_id": 17, "number": 1, "rule": "within 48 hours of each complaint", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}]]','aaaa7656cf3dbc917b05037d2b472dda17fdbc5546480ea8056db6e9a7216291');
INSERT INTO "change" VALUES(12,'2026-11-24 08:11:00.000000','asel','add commitment','KSR-5 added: Hand over the maps — «все»','',NULL,'[["insert", "commitment", 18, {}, {"agreement_id": 4, "code": "KSR-5", "number": 5, "title": "Hand over the maps \u2014 \u00ab\u0432\u0441\u0435\u00bb", "provision": "", "words": "", "theme": "", "tags": "north east", "source": "", "critical": false, "continuing": false, "pinned": false, "withdrawn": false, "target": null, "unit": "", "amount": null, "level": null, "parent_id": 14, "status": "pending", "status_on": null}], ["insert", "commitment_party", 60, {}, {"commitment_id": 18, "party_id": 14, "role": "lead", "place": 0}], ["insert", "deadline", 20, {}, {"commitment_id": 18, "number": 1, "rule": "signing + 10 working days", "agreed_on": null, "agreed_by": "", "reason": "", "source": ""}], ["insert", "deadline_anchor", 13, {}, {"deadline_id": 20, "event_id": 10, "commitment_id": null}]]','08b2e0b8927e22da92f257e6173d4bcfa1e981b25c4b917a9089918f30bebf36');
INSERT INTO "change" VALUES(13,'2026-11-24 08:12:00.000000','asel','add commitment','KSR-6 added: Keep the peace','',NULL,'[["insert", "commitment", 19, {}, {"agreement_id": 4, "code": "KSR-6", "number": 6, "title": "Keep the peace", "provision": "", "words": "", "theme": "", "tags": "", "source": "", "critical": false, "continuing": true, "pinned": false, "withdrawn": false, "target": null, "unit": "", "amount": null, "level": null, "parent_id": null, "status": "pending", "status_on": null}], ["insert", "commitment_party", 61, {}, {"commitment_id": 19, "party_id": 13, "role": "lead", "place": 0}], ["insert", "commitment_party", 62, {}, {"commitment_id": 19, "party_id": 14, "role": "owner", "place": 1}]]','80283c089d2d7c395d1910037f4c6203bf7e4240c75ab985e0d3d15edd6661de');
INSERT INTO "change" VALUES(14,'2026-11-24 08:13:00.000000','asel','make occurrences','3 instances of 1 standing duty came up','',NULL,'[["insert", "occurrence", 2, {}, {"commitment_id": 16, "number": 2, "deadline_number": 1, "place": 0, "arose_at": null, "due_at": "2026-11-08T23:00:00+00:00", "due_on": "2026-11-08", "due_timed": false, "done_at": null, "done_on": null, "done_timed": false, "note": "", "source": ""}], ["insert", "occurrence", 3, {}, {"commitment_id": 16, "number": 3, "deadline_number": 1, "place": 1, "arose_at": null, "due_at": "2026-11-15T23:00:00+00:00", "due_on": "2026-11-15", "due_timed": false, "done_at": null, "done_on": null, "done_timed": false, "note": "", "source": ""}], ["insert", "occurrence", 4, {}, {"commitment_id": 16, "number": 4, "deadline_number": 1, "place": 2, "arose_at": null, "due_at": "2026-11-22T23:00:00+00:00", "due_on": "2026-11-22", "due_timed": false, "done_at": null, "done_on": null, "done_timed": false, "note": "", "source": ""}]]','9a3b62f6f1cc85e238330ddc244ae33cc3d558931b704ddcd328036231f68ede');
INSERT INTO "change" VALUES(15,'2026-11-24 08:14:00.000000','asel','meet occurrence','KSR-3 no. 2: met 2026-11-09','',NULL,'[["update", "occurrence", 2, {"done_at": null, "done_on": null, "source": ""}, {"done_at": "2026-11-08T23:00:00+00:00", "done_on": "2026-11-09", "source": "minutes"}]]','f8eaba2ea325ff6a7eadd4be0712de26c249a514e936ee6e33effd82e1cc661a');
INSERT INTO "change" VALUES(16,'2026-11-24 08:15:00.000000','asel','arise','KSR-4 no. 1: complaint arose 2026-11-21','',NULL,'[["insert", "occurrence", 5, {}, {"commitment_id": 17, "number": 1, "deadline_number": 1, "place": 0, "arose_at": "2026-11-21T08:00:00+00:00", "due_at": "2026-11-23T08:00:00+00:00", "due_on": "2026-11-23", "due_timed": true, "done_at": null, "done_on": null, "done_timed": false, "note": "", "source": ""}]]','fed4ae09bc9adaf2733429e33d4b0d2176ab27268088efa78df3d0893509c99e');
INSERT INTO "change" VALUES(17,'2026-11-24 08:16:00.000000','asel','add report','KSR-1: 40 of 100 persons, GOV says done','',NULL,'[["insert", "report", 19, {}, {"commitment_id": 14, "at": "2026-11-19T23:00:00+00:00", "day": "2026-11-20", "timed": false, "recorded_at": "2026-11-24T08:16:00+00:00", "speaker_id": 13, "author": "asel", "kind": "report", "says": "done", "status_to": null, "level": null, "quantity": 40, "text": "40 of 100", "source": "Note 112", "source_on": null, "url": "", "grade": "", "file_name": "", "file_digest": "", "corrects_id": null}], ["update", "commitment", 14, {"amount": null}, {"amount": 40}]]','300b0a72bc23d38a0442aeb55b6f4e1f37d7787e2691a4cb0ef1aa6d7bc906bf');
INSERT INTO "change" VALUES(18,'2026-11-24 08:17:00.000000','asel','add report','KSR-1: 20 of 100 persons, UN says not done','',NULL,'[["insert", "report", 20, {}, {"commitment_id": 14, "at": "2026-11-24T08:17:00+00:00", "day": "2026-11-24", "timed": true, "recorded_at": "2026-11-24T08:17:00+00:00", "speaker_id": 15, "author": "asel", "kind": "report", "says": "not done", "status_to": null, "level": null, "quantity": 20, "text": "20 of 100", "source": "Note 114", "source_on": "2026-11-19", "url": "", "grade": "", "file_name": "", "file_digest": "", "corrects_id": null}]]','ea4b1eb098a4d46075bd1bfa214652c2601938de02479808bdefeced7592090d');
INSERT INTO "change" VALUES(19,'2026-11-24 08:18:00.000000','asel','add report','KSR-2: NF says denies','',NULL,'[["insert", "report", 21, {}, {"commitment_id": 15, "at": "2026-11-24T08:18:00+00:00", "day": "2026-11-24", "timed": true, "recorded_at": "2026-11-24T08:18:00+00:00", "speaker_id": 14, "author": "asel", "kind": "report", "says": "denies", "status_to": null, "level": null, "quantity": null, "text": "Not ours to do.", "source": "", "source_on": null, "url": "", "grade": "", "file_name": "", "file_digest": "", "corrects_id": null}]]','7f326b5f87f213de40c56d809378258af824e7627e45b2054f6662cbe48c8346');
INSERT INTO "change" VALUES(20,'2026-11-24 08:19:00.000000','asel','set status','KSR-6: pending -> under way','',NULL,'[["insert", "report", 22, {}, {"commitment_id": 19, "at": "2026-11-24T08:19:00+00:00", "day": "2026-11-24", "timed": true, "recorded_at": "2026-11-24T08:19:00+00:00", "speaker_id": null, "author": "asel", "kind": "status", "says": null, "status_to": "under way", "level": null, "quantity": null, "text": "", "source": "", "source_on": null, "url": "", "grade": "", "file_name": "", "file_digest": "", "corrects_id": null}], ["update", "commitment", 19, {"status": "pending", "status_on": null}, {"status": "under way", "status_on": "2026-11-24"}]]','ce03179f2f653c4c8e8027386019b0bd6205dd524bc17052814b4b31c0451682');
INSERT INTO "change" VALUES(21,'2026-11-24 08:20:00.000000','asel','set mark','KSR-6: pinned','',NULL,'[["update", "commitment", 19, {"pinned": false}, {"pinned": true}]]','b87045e4b2302d056007f06e915b5bb41a99b15f52f07390561de0e427577dc9');
INSERT INTO "change" VALUES(22,'2026-11-24 08:21:00.000000','asel','set status','KSR-5: pending -> done','',NULL,'[["insert", "report", 23, {}, {"commitment_id": 18, "at": "2026-11-09T23:00:00+00:00", "day": "2026-11-10", "timed": false, "recorded_at": "2026-11-24T08:21:00+00:00", "speaker_id": null, "author": "asel", "kind": "status", "says": null, "status_to": "done", "level": null, "quantity": null, "text": "Handed over.", "source": "letter 7", "source_on": null, "url": "", "grade": "", "file_name": "", "file_digest": "", "corrects_id": null}], ["update", "commitment", 18, {"status": "pending", "status_on": null}, {"status": "done", "status_on": "2026-11-10"}]]','6091667609e827c05c06abcea2587171504d5f3caaa8840e2ee7c415c4b610f8');
INSERT INTO "change" VALUES(23,'2026-11-24 08:22:00.000000','asel','set deadline','KSR-1: deadline signing + 30 days -> signing + 40 days','letter 77',NULL,'[["insert", "deadline", 21, {}, {"commitment_id": 14, "number": 2, "rule": "signing + 40 days", "agreed_on": "2026-11-22", "agreed_by": "", "reason": "letter 77", "source": ""}], ["insert", "deadline_anchor", 14, {}, {"deadline_id": 21, "event_id": 10, "commitment_id": null}]]','467e05c84d658b72d6d4c6e19076171e6a462e0ea8f383a680eba21a9c973f5e');
INSERT INTO "change" VALUES(24,'2026-11-24 08:23:00.000000','asel','link','KSR-2: after KSR-1','',NULL,'[["insert", "dependency", 4, {}, {"commitment_id": 15, "on_id": 14, "parallel": false}]]','5d876329f26156ad0ff3160c89433cd0a82b2f9b34eac355accd26ea0cd78d2d');
INSERT INTO "change" VALUES(25,'2026-11-24 08:24:00.000000','asel','set tags','KSR-6: tags +urgent','',NULL,'[["update", "commitment", 19, {"tags": ""}, {"tags": "urgent"}]]','f1867ef031001153cd95aac9f014d035e1082b63e6bf869ecd71b4ec4837167d');
INSERT INTO "change" VALUES(26,'2026-11-24 08:25:00.000000','asel','undo','Undone: KSR-6: tags +urgent','',25,'[["update", "commitment", 19, {"tags": "urgent"}, {"tags": ""}]]','bcb2a69b0c2b02407a4baabc8f7ef9e2343165d393660cacd6f95240390eb564');
INSERT INTO "change" VALUES(27,'2026-11-24 08:26:00.000000','asel','redo','Redone: KSR-6: tags +urgent','',25,'[["update", "commitment", 19, {"tags": ""}, {"tags": "urgent"}]]','bb7edf6c5c7cbfb9d8f318694833884f25d807851837f8abb1b4b1f7ca30e5d5');
INSERT INTO "change" VALUES(28,'2026-11-24 08:27:00.000000','asel','withdraw','KSR-4: withdrawn','twice',NULL,'[["update", "commitment", 17, {"withdrawn": false}, {"withdrawn": true}]]','53ef04aed335851accec562567e0efdd66be56bc67e48a5744dcafbd37938d4a');
INSERT INTO "change" VALUES(29,'2026-11-24 08:28:00.000000','asel','save view','View ''Late'' saved, on key 7: overdue','',NULL,'[["insert", "saved_view", 1, {}, {"name": "Late", "filter": "overdue", "view": "list", "sort": "left", "descending": false, "columns": "", "slot": null}], ["update", "saved_view", 1, {"slot": null}, {"slot": 7}]]','dff3d631b24d987e1ddcd6bf2896e8f041b09b0236e6f72746987b343d54d207');
INSERT INTO "change" VALUES(30,'2026-11-24 08:29:00.000000','asel','set event','Event KSR handover added: planned 2026-12-20.','',NULL,'[["insert", "event", 11, {}, {"agreement_id": 4, "key": "handover", "name": "Handover", "planned_at": "2026-12-19T23:00:00+00:00", "actual_at": null, "day_only": true, "commitment_id": null, "source": ""}]]','92007c724760f4e8b5bdad29985ee3ecb3326350e9850bed17a39675976cbad2');
INSERT INTO "change" VALUES(31,'2026-11-24 08:30:00.000000','asel','set deadline','KSR-2: deadline KSR-1 done + 5 days -> handover - 3 days','annex',NULL,'[["insert", "deadline", 22, {}, {"commitment_id": 15, "number": 2, "rule": "handover - 3 days", "agreed_on": null, "agreed_by": "", "reason": "annex", "source": ""}], ["insert", "deadline_anchor", 15, {}, {"deadline_id": 22, "event_id": 11, "commitment_id": null}]]','c79c2bb6d43a3b6e1a511956e8921573edf9313960fba0597d782c2b470fdfe1');
CREATE TABLE change_item (
	id INTEGER NOT NULL, 
	change_id INTEGER NOT NULL, 
	commitment_id INTEGER NOT NULL, 
	CONSTRAINT pk_change_item PRIMARY KEY (id), 
	CONSTRAINT fk_change_item_change_id FOREIGN KEY(change_id) REFERENCES change (id)
);
INSERT INTO "change_item" VALUES(1,1,1);
INSERT INTO "change_item" VALUES(2,1,2);
INSERT INTO "change_item" VALUES(3,2,3);
INSERT INTO "change_item" VALUES(4,2,4);
INSERT INTO "change_item" VALUES(5,2,5);
INSERT INTO "change_item" VALUES(6,2,6);
INSERT INTO "change_item" VALUES(7,2,7);
INSERT INTO "change_item" VALUES(8,2,8);
INSERT INTO "change_item" VALUES(9,2,9);
INSERT INTO "change_item" VALUES(10,2,10);
INSERT INTO "change_item" VALUES(11,3,11);
INSERT INTO "change_item" VALUES(12,3,12);
INSERT INTO "change_item" VALUES(13,3,13);
INSERT INTO "change_item" VALUES(14,8,14);
INSERT INTO "change_item" VALUES(15,9,15);
INSERT INTO "change_item" VALUES(16,10,16);
INSERT INTO "change_item" VALUES(17,11,17);
INSERT INTO "change_item" VALUES(18,12,18);
INSERT INTO "change_item" VALUES(19,13,19);
INSERT INTO "change_item" VALUES(20,14,16);
INSERT INTO "change_item" VALUES(21,15,16);
INSERT INTO "change_item" VALUES(22,16,17);
INSERT INTO "change_item" VALUES(23,17,14);
INSERT INTO "change_item" VALUES(24,18,14);
INSERT INTO "change_item" VALUES(25,19,15);
INSERT INTO "change_item" VALUES(26,20,19);
INSERT INTO "change_item" VALUES(27,21,19);
INSERT INTO "change_item" VALUES(28,22,18);
INSERT INTO "change_item" VALUES(29,23,14);
INSERT INTO "change_item" VALUES(30,24,15);
INSERT INTO "change_item" VALUES(31,25,19);
INSERT INTO "change_item" VALUES(32,26,19);
INSERT INTO "change_item" VALUES(33,27,19);
INSERT INTO "change_item" VALUES(34,28,17);
INSERT INTO "change_item" VALUES(35,31,15);
CREATE TABLE commitment (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	agreement_id INTEGER NOT NULL, 
	code VARCHAR(30) NOT NULL, 
	number INTEGER NOT NULL, 
	title VARCHAR NOT NULL, 
	provision VARCHAR DEFAULT '' NOT NULL, 
	words VARCHAR DEFAULT '' NOT NULL, 
	theme VARCHAR DEFAULT '' NOT NULL, 
	tags VARCHAR DEFAULT '' NOT NULL, 
	source VARCHAR DEFAULT '' NOT NULL, 
	critical BOOLEAN DEFAULT 0 NOT NULL, 
	continuing BOOLEAN DEFAULT 0 NOT NULL, 
	pinned BOOLEAN DEFAULT 0 NOT NULL, 
	withdrawn BOOLEAN DEFAULT 0 NOT NULL, 
	target INTEGER, 
	unit VARCHAR DEFAULT '' NOT NULL, 
	amount INTEGER, 
	level INTEGER, 
	parent_id INTEGER, 
	status VARCHAR(20) DEFAULT 'pending' NOT NULL, 
	status_on DATE, 
	version INTEGER DEFAULT 1 NOT NULL, 
	owners VARCHAR DEFAULT '' NOT NULL, 
	search VARCHAR DEFAULT '' NOT NULL, 
	band INTEGER DEFAULT 2 NOT NULL, 
	deadline_kind VARCHAR(20) DEFAULT 'none' NOT NULL, 
	rule VARCHAR DEFAULT '' NOT NULL, 
	waiting_on VARCHAR DEFAULT '' NOT NULL, 
	due_at DATETIME, 
	due_on DATE, 
	due_timed BOOLEAN DEFAULT 0 NOT NULL, 
	due_provisional BOOLEAN DEFAULT 0 NOT NULL, 
	first_due_at DATETIME, 
	first_due_on DATE, 
	done_at DATETIME, 
	done_on DATE, 
	done_timed BOOLEAN DEFAULT 0 NOT NULL, 
	verification VARCHAR(20) DEFAULT 'no report' NOT NULL, 
	reports INTEGER DEFAULT 0 NOT NULL, 
	last_report_id INTEGER, plan_at DATETIME, plan_on DATE, plan_timed BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT fk_commitment_agreement_id FOREIGN KEY(agreement_id) REFERENCES agreement (id), 
	CONSTRAINT fk_commitment_parent_id FOREIGN KEY(parent_id) REFERENCES commitment (id), 
	CONSTRAINT uq_commitment_agreement_id_number UNIQUE (agreement_id, number), 
	CONSTRAINT uq_commitment_code UNIQUE (code)
);
INSERT INTO "commitment" VALUES(1,1,'PRET02-1',1,'Withdraw all Rwandan troops','Programme of implementation','','security','','PA-X Peace Agreements Database, agreements 477 (Pretoria Agreement) and 1194 (programme of implementation)',1,0,0,0,23760,'soldiers',20941,NULL,NULL,'done','2002-10-05',1,'RWA','pret02-1 withdraw all rwandan troops programme of implementation security  rwa rwanda',3,'due','signing + 90 days','','2002-10-28 23:00:00.000000','2002-10-28',0,0,'2002-10-28 23:00:00.000000','2002-10-28','2002-10-04 23:00:00.000000','2002-10-05',0,'disputed',4,4,NULL,NULL,0);
INSERT INTO "commitment" VALUES(2,1,'PRET02-2',2,'Disarm and repatriate the ex-FAR and Interahamwe','Programme of implementation','','security','','PA-X Peace Agreements Database, agreements 477 (Pretoria Agreement) and 1194 (programme of implementation)',1,0,0,0,NULL,'',NULL,NULL,NULL,'under way','2003-11-27',1,'DRC','pret02-2 disarm and repatriate the ex-far and interahamwe programme of implementation security  drc democratic republic of the congo',0,'due','recommitment + 12 months','','2004-11-27 23:00:00.000000','2004-11-27',0,0,'2002-10-28 23:00:00.000000','2002-10-28',NULL,NULL,0,'no report',1,5,NULL,NULL,0);
INSERT INTO "commitment" VALUES(3,2,'MINSK2-1',1,'Keep the ceasefire','Point 1','','security','','PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)',1,1,0,0,NULL,'',NULL,NULL,NULL,'breached','2015-02-18',1,'UKR+ORDLO','minsk2-1 keep the ceasefire point 1 security  ukr ukraine ordlo armed formations of certain areas of donetsk and luhansk',0,'due','2015-02-15 00:00 Europe/Kyiv','','2015-02-14 22:00:00.000000','2015-02-15',1,0,'2015-02-14 22:00:00.000000','2015-02-15',NULL,NULL,0,'reported',1,6,NULL,NULL,0);
INSERT INTO "commitment" VALUES(4,2,'MINSK2-2',2,'Start pulling back heavy weapons','Point 2','','security','','PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)',0,0,0,0,NULL,'',NULL,NULL,NULL,'pending',NULL,1,'UKR+ORDLO','minsk2-2 start pulling back heavy weapons point 2 security  ukr ukraine ordlo armed formations of certain areas of donetsk and luhansk',0,'due','ceasefire-day + 1 day','','2015-02-16 22:00:00.000000','2015-02-16',0,0,'2015-02-16 22:00:00.000000','2015-02-16',NULL,NULL,0,'could not verify',1,7,NULL,NULL,0);
INSERT INTO "commitment" VALUES(5,2,'MINSK2-3',3,'Complete the withdrawal of heavy weapons','Point 2','','security','','PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)',1,0,0,0,NULL,'',NULL,NULL,NULL,'under way','2015-03-01',1,'UKR+ORDLO','minsk2-3 complete the withdrawal of heavy weapons point 2 security  ukr ukraine ordlo armed formations of certain areas of donetsk and luhansk',0,'due','2017-02-20','','2017-02-20 22:00:00.000000','2017-02-20',0,0,'2015-03-01 22:00:00.000000','2015-03-01',NULL,NULL,0,'could not verify',2,9,NULL,NULL,0);
INSERT INTO "commitment" VALUES(6,2,'MINSK2-4',4,'Parliament defines the special-status area','Point 4','','governance','','PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)',0,0,0,0,NULL,'',NULL,NULL,NULL,'done','2015-03-17',1,'UKR','minsk2-4 parliament defines the special-status area point 4 governance  ukr ukraine',3,'due','signing + 30 days','','2015-03-14 22:00:00.000000','2015-03-14',0,0,'2015-03-14 22:00:00.000000','2015-03-14','2015-03-16 22:00:00.000000','2015-03-17',0,'disputed',2,11,NULL,NULL,0);
INSERT INTO "commitment" VALUES(7,2,'MINSK2-5',5,'Release all for all','Point 6','','prisoners','','PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)',1,0,0,0,NULL,'',NULL,1,NULL,'under way','2017-12-27',1,'UKR+ORDLO','minsk2-5 release all for all point 6 prisoners  ukr ukraine ordlo armed formations of certain areas of donetsk and luhansk',1,'waiting','withdrawal-completed + 5 days','withdrawal-completed',NULL,NULL,0,0,NULL,NULL,NULL,NULL,0,'no report',2,13,'2017-02-25 22:00:00.000000','2017-02-25',0);
INSERT INTO "commitment" VALUES(8,2,'MINSK2-6',6,'Restore banking in the conflict areas','Point 8','','economy','','PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)',0,0,0,0,NULL,'',NULL,NULL,NULL,'pending',NULL,1,'UKR','minsk2-6 restore banking in the conflict areas point 8 economy  ukr ukraine',2,'none','none','',NULL,NULL,0,0,NULL,NULL,NULL,NULL,0,'no report',0,NULL,NULL,NULL,0);
INSERT INTO "commitment" VALUES(9,2,'MINSK2-7',7,'Put constitutional reform into force','Point 11','','governance','','PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)',0,0,0,0,NULL,'',NULL,NULL,NULL,'stalled','2016-09-07',1,'UKR','minsk2-7 put constitutional reform into force point 11 governance  ukr ukraine',0,'due','2015-12-31','','2015-12-31 22:00:00.000000','2015-12-31',0,0,'2015-12-31 22:00:00.000000','2015-12-31',NULL,NULL,0,'reported',2,15,NULL,NULL,0);
INSERT INTO "commitment" VALUES(10,2,'MINSK2-8',8,'Restore Ukrainian control of the border','Point 9','','security','','PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)',0,0,0,0,NULL,'',NULL,NULL,NULL,'pending',NULL,1,'UKR+ORDLO','minsk2-8 restore ukrainian control of the border point 9 security  ukr ukraine ordlo armed formations of certain areas of donetsk and luhansk',1,'waiting','local-elections + 1 day .. political-settlement','local-elections, political-settlement',NULL,NULL,0,0,NULL,NULL,NULL,NULL,0,'no report',0,NULL,NULL,NULL,0);
INSERT INTO "commitment" VALUES(11,3,'LUANDA-1',1,'Name liaison officers to the reinforced verification mechanism','Reinforced ad hoc verification mechanism (MVA-R)','','oversight','','PA-X Peace Agreements Database, agreement 2733 (Luanda process, fifth ministerial meeting), release of May 2026',0,0,0,0,NULL,'',NULL,NULL,NULL,'pending',NULL,1,'DRC+RWA','luanda-1 name liaison officers to the reinforced verification mechanism reinforced ad hoc verification mechanism (mva-r) oversight  drc democratic republic of the congo rwa rwanda',0,'due','2024-10-15','','2024-10-15 23:00:00.000000','2024-10-15',0,0,'2024-10-15 23:00:00.000000','2024-10-15',NULL,NULL,0,'no report',1,16,NULL,NULL,0);
INSERT INTO "commitment" VALUES(12,3,'LUANDA-2',2,'Draft the concept of operations','Concept of operations (CONOPS)','','security','','PA-X Peace Agreements Database, agreement 2733 (Luanda process, fifth ministerial meeting), release of May 2026',1,0,0,0,NULL,'',NULL,NULL,NULL,'done','2024-10-31',1,'ANG','luanda-2 draft the concept of operations concept of operations (conops) security  ang angola',3,'due','2024-10-26','','2024-10-26 23:00:00.000000','2024-10-26',0,0,'2024-10-26 23:00:00.000000','2024-10-26','2024-10-30 23:00:00.000000','2024-10-31',0,'no report',1,17,NULL,NULL,0);
INSERT INTO "commitment" VALUES(13,3,'LUANDA-3',3,'Launch the reinforced verification mechanism in Goma','Reinforced ad hoc verification mechanism (MVA-R)','','oversight','','PA-X Peace Agreements Database, agreement 2733 (Luanda process, fifth ministerial meeting), release of May 2026',0,0,0,0,NULL,'',NULL,NULL,NULL,'done','2024-11-05',1,'ANG+DRC+RWA','luanda-3 launch the reinforced verification mechanism in goma reinforced ad hoc verification mechanism (mva-r) oversight  ang angola drc democratic republic of the congo rwa rwanda',3,'due','2024-11-05','','2024-11-05 23:00:00.000000','2024-11-05',0,0,'2024-11-05 23:00:00.000000','2024-11-05','2024-11-04 23:00:00.000000','2024-11-05',0,'claimed',1,18,NULL,NULL,0);
INSERT INTO "commitment" VALUES(14,4,'KSR-1',1,'Release 100 prisoners','Art. 2','','detainees','','',1,0,0,0,100,'persons',40,NULL,NULL,'pending',NULL,4,'GOV','ksr-1 release 100 prisoners art. 2 detainees  gov government of kessar',0,'due','signing + 40 days','','2026-12-11 23:00:00.000000','2026-12-11',0,0,'2026-12-01 23:00:00.000000','2026-12-01',NULL,NULL,0,'disputed',2,20,NULL,NULL,0);
INSERT INTO "commitment" VALUES(15,4,'KSR-2',2,'Publish the amnesty decree','','','','','',0,0,0,0,NULL,'',NULL,NULL,NULL,'pending',NULL,4,'GOV','ksr-2 publish the amnesty decree    gov government of kessar',0,'due','handover - 3 days','','2026-12-17 23:00:00.000000','2026-12-17',0,1,NULL,NULL,NULL,NULL,0,'no report',1,21,NULL,NULL,0);
INSERT INTO "commitment" VALUES(16,4,'KSR-3',3,'Report on the ceasefire','','','','','',0,0,0,0,NULL,'',NULL,NULL,NULL,'pending',NULL,3,'UN','ksr-3 report on the ceasefire    un united nations',0,'standing','every week from signing','every week from signing','2026-11-15 23:00:00.000000','2026-11-15',0,0,'2026-11-15 23:00:00.000000','2026-11-15',NULL,NULL,0,'no report',0,NULL,NULL,NULL,0);
INSERT INTO "commitment" VALUES(17,4,'KSR-4',4,'Answer each complaint','','','','','',0,0,0,1,NULL,'',NULL,NULL,NULL,'pending',NULL,3,'NF','ksr-4 answer each complaint    nf northern front',0,'standing','within 48 hours of each complaint','within 48 hours of each complaint','2026-11-23 08:00:00.000000','2026-11-23',1,0,'2026-11-23 08:00:00.000000','2026-11-23',NULL,NULL,0,'no report',0,NULL,NULL,NULL,0);
INSERT INTO "commitment" VALUES(18,4,'KSR-5',5,'Hand over the maps — «все»','','','','north east','',0,0,0,0,NULL,'',NULL,NULL,14,'done','2026-11-10',2,'NF','ksr-5 hand over the maps — «все»   north east nf northern front',3,'due','signing + 10 working days','','2026-11-12 23:00:00.000000','2026-11-12',0,0,'2026-11-12 23:00:00.000000','2026-11-12','2026-11-09 23:00:00.000000','2026-11-10',0,'no report',1,23,NULL,NULL,0);
INSERT INTO "commitment" VALUES(19,4,'KSR-6',6,'Keep the peace','','','','urgent','',0,1,1,0,NULL,'',NULL,NULL,NULL,'under way','2026-11-24',6,'GOV+NF','ksr-6 keep the peace   urgent gov government of kessar nf northern front',2,'none','','',NULL,NULL,0,0,NULL,NULL,NULL,NULL,0,'no report',1,22,NULL,NULL,0);
CREATE TABLE commitment_party (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	commitment_id INTEGER NOT NULL, 
	party_id INTEGER NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	place INTEGER DEFAULT 0 NOT NULL, 
	CONSTRAINT fk_commitment_party_commitment_id FOREIGN KEY(commitment_id) REFERENCES commitment (id), 
	CONSTRAINT fk_commitment_party_party_id FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT uq_commitment_party_commitment_id_party_id_role UNIQUE (commitment_id, party_id, role)
);
INSERT INTO "commitment_party" VALUES(1,1,2,'lead',0);
INSERT INTO "commitment_party" VALUES(2,1,1,'counterpart',0);
INSERT INTO "commitment_party" VALUES(3,1,4,'verifier',0);
INSERT INTO "commitment_party" VALUES(4,1,5,'verifier',1);
INSERT INTO "commitment_party" VALUES(5,2,1,'lead',0);
INSERT INTO "commitment_party" VALUES(6,2,2,'counterpart',0);
INSERT INTO "commitment_party" VALUES(7,2,4,'verifier',0);
INSERT INTO "commitment_party" VALUES(8,2,5,'verifier',1);
INSERT INTO "commitment_party" VALUES(9,3,6,'lead',0);
INSERT INTO "commitment_party" VALUES(10,3,7,'owner',1);
INSERT INTO "commitment_party" VALUES(11,3,6,'counterpart',0);
INSERT INTO "commitment_party" VALUES(12,3,7,'counterpart',1);
INSERT INTO "commitment_party" VALUES(13,3,9,'verifier',0);
INSERT INTO "commitment_party" VALUES(14,4,6,'lead',0);
INSERT INTO "commitment_party" VALUES(15,4,7,'owner',1);
INSERT INTO "commitment_party" VALUES(16,4,6,'counterpart',0);
INSERT INTO "commitment_party" VALUES(17,4,7,'counterpart',1);
INSERT INTO "commitment_party" VALUES(18,4,9,'verifier',0);
INSERT INTO "commitment_party" VALUES(19,5,6,'lead',0);
INSERT INTO "commitment_party" VALUES(20,5,7,'owner',1);
INSERT INTO "commitment_party" VALUES(21,5,6,'counterpart',0);
INSERT INTO "commitment_party" VALUES(22,5,7,'counterpart',1);
INSERT INTO "commitment_party" VALUES(23,5,9,'verifier',0);
INSERT INTO "commitment_party" VALUES(24,6,6,'lead',0);
INSERT INTO "commitment_party" VALUES(25,6,7,'counterpart',0);
INSERT INTO "commitment_party" VALUES(26,6,9,'verifier',0);
INSERT INTO "commitment_party" VALUES(27,7,6,'lead',0);
INSERT INTO "commitment_party" VALUES(28,7,7,'owner',1);
INSERT INTO "commitment_party" VALUES(29,7,6,'counterpart',0);
INSERT INTO "commitment_party" VALUES(30,7,7,'counterpart',1);
INSERT INTO "commitment_party" VALUES(31,7,9,'verifier',0);
INSERT INTO "commitment_party" VALUES(32,8,6,'lead',0);
INSERT INTO "commitment_party" VALUES(33,8,7,'counterpart',0);
INSERT INTO "commitment_party" VALUES(34,8,9,'verifier',0);
INSERT INTO "commitment_party" VALUES(35,9,6,'lead',0);
INSERT INTO "commitment_party" VALUES(36,9,7,'counterpart',0);
INSERT INTO "commitment_party" VALUES(37,9,9,'verifier',0);
INSERT INTO "commitment_party" VALUES(38,10,6,'lead',0);
INSERT INTO "commitment_party" VALUES(39,10,7,'owner',1);
INSERT INTO "commitment_party" VALUES(40,10,6,'counterpart',0);
INSERT INTO "commitment_party" VALUES(41,10,9,'verifier',0);
INSERT INTO "commitment_party" VALUES(42,11,1,'lead',0);
INSERT INTO "commitment_party" VALUES(43,11,2,'owner',1);
INSERT INTO "commitment_party" VALUES(44,11,12,'counterpart',0);
INSERT INTO "commitment_party" VALUES(45,11,12,'verifier',0);
INSERT INTO "commitment_party" VALUES(46,12,12,'lead',0);
INSERT INTO "commitment_party" VALUES(47,12,1,'counterpart',0);
INSERT INTO "commitment_party" VALUES(48,12,2,'counterpart',1);
INSERT INTO "commitment_party" VALUES(49,13,12,'lead',0);
INSERT INTO "commitment_party" VALUES(50,13,1,'owner',1);
INSERT INTO "commitment_party" VALUES(51,13,2,'owner',2);
INSERT INTO "commitment_party" VALUES(52,13,1,'counterpart',0);
INSERT INTO "commitment_party" VALUES(53,13,2,'counterpart',1);
INSERT INTO "commitment_party" VALUES(54,14,13,'lead',0);
INSERT INTO "commitment_party" VALUES(55,14,14,'counterpart',0);
INSERT INTO "commitment_party" VALUES(56,14,15,'verifier',0);
INSERT INTO "commitment_party" VALUES(57,15,13,'lead',0);
INSERT INTO "commitment_party" VALUES(58,16,15,'lead',0);
INSERT INTO "commitment_party" VALUES(59,17,14,'lead',0);
INSERT INTO "commitment_party" VALUES(60,18,14,'lead',0);
INSERT INTO "commitment_party" VALUES(61,19,13,'lead',0);
INSERT INTO "commitment_party" VALUES(62,19,14,'owner',1);
CREATE TABLE deadline (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	commitment_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	rule VARCHAR NOT NULL, 
	agreed_on DATE, 
	agreed_by VARCHAR DEFAULT '' NOT NULL, 
	reason VARCHAR DEFAULT '' NOT NULL, 
	source VARCHAR DEFAULT '' NOT NULL, 
	CONSTRAINT fk_deadline_commitment_id FOREIGN KEY(commitment_id) REFERENCES commitment (id), 
	CONSTRAINT uq_deadline_commitment_id_number UNIQUE (commitment_id, number)
);
INSERT INTO "deadline" VALUES(1,1,1,'signing + 90 days',NULL,'','','');
INSERT INTO "deadline" VALUES(2,2,1,'signing + 90 days',NULL,'','','');
INSERT INTO "deadline" VALUES(3,2,2,'recommitment + 12 months','2003-11-27','both presidents','The ninety days had turned out to be out of reach; both sides undertook to finish within twelve months.','IRIN, 28 November 2003 (archived on a mailing list)');
INSERT INTO "deadline" VALUES(4,3,1,'2015-02-15 00:00 Europe/Kyiv',NULL,'','','');
INSERT INTO "deadline" VALUES(5,4,1,'ceasefire-day + 1 day',NULL,'','','');
INSERT INTO "deadline" VALUES(6,5,1,'ceasefire-day + 14 days',NULL,'','','');
INSERT INTO "deadline" VALUES(7,6,1,'signing + 30 days',NULL,'','','');
INSERT INTO "deadline" VALUES(8,7,1,'withdrawal-completed + 5 days',NULL,'','','');
INSERT INTO "deadline" VALUES(9,8,1,'none',NULL,'','','');
INSERT INTO "deadline" VALUES(10,9,1,'2015-12-31',NULL,'','','');
INSERT INTO "deadline" VALUES(11,10,1,'local-elections + 1 day .. political-settlement',NULL,'','','');
INSERT INTO "deadline" VALUES(12,5,2,'2017-02-20','2017-02-15','Trilateral Contact Group','The banned weapons were to be withdrawn anew, two years after the first date.','UNIAN, February 2017: 20 February set as the new deadline');
INSERT INTO "deadline" VALUES(13,11,1,'2024-10-15',NULL,'','','');
INSERT INTO "deadline" VALUES(14,12,1,'2024-10-26',NULL,'','','');
INSERT INTO "deadline" VALUES(15,13,1,'2024-11-05',NULL,'','','');
INSERT INTO "deadline" VALUES(16,14,1,'signing + 30 days',NULL,'','','');
INSERT INTO "deadline" VALUES(17,15,1,'KSR-1 done + 5 days',NULL,'','','');
INSERT INTO "deadline" VALUES(18,16,1,'every week from signing',NULL,'','','');
INSERT INTO "deadline" VALUES(19,17,1,'within 48 hours of each complaint',NULL,'','','');
INSERT INTO "deadline" VALUES(20,18,1,'signing + 10 working days',NULL,'','','');
INSERT INTO "deadline" VALUES(21,14,2,'signing + 40 days','2026-11-22','','letter 77','');
INSERT INTO "deadline" VALUES(22,15,2,'handover - 3 days',NULL,'','annex','');
CREATE TABLE deadline_anchor (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	deadline_id INTEGER NOT NULL, 
	event_id INTEGER, 
	commitment_id INTEGER, 
	CONSTRAINT fk_deadline_anchor_commitment_id FOREIGN KEY(commitment_id) REFERENCES commitment (id), 
	CONSTRAINT fk_deadline_anchor_deadline_id FOREIGN KEY(deadline_id) REFERENCES deadline (id), 
	CONSTRAINT fk_deadline_anchor_event_id FOREIGN KEY(event_id) REFERENCES event (id)
);
INSERT INTO "deadline_anchor" VALUES(1,1,1,NULL);
INSERT INTO "deadline_anchor" VALUES(2,2,1,NULL);
INSERT INTO "deadline_anchor" VALUES(3,3,2,NULL);
INSERT INTO "deadline_anchor" VALUES(4,5,4,NULL);
INSERT INTO "deadline_anchor" VALUES(5,6,4,NULL);
INSERT INTO "deadline_anchor" VALUES(6,7,3,NULL);
INSERT INTO "deadline_anchor" VALUES(7,8,5,NULL);
INSERT INTO "deadline_anchor" VALUES(8,11,6,NULL);
INSERT INTO "deadline_anchor" VALUES(9,11,7,NULL);
INSERT INTO "deadline_anchor" VALUES(10,16,10,NULL);
INSERT INTO "deadline_anchor" VALUES(11,17,NULL,14);
INSERT INTO "deadline_anchor" VALUES(12,18,10,NULL);
INSERT INTO "deadline_anchor" VALUES(13,20,10,NULL);
INSERT INTO "deadline_anchor" VALUES(14,21,10,NULL);
INSERT INTO "deadline_anchor" VALUES(15,22,11,NULL);
CREATE TABLE dependency (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	commitment_id INTEGER NOT NULL, 
	on_id INTEGER NOT NULL, 
	parallel BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT fk_dependency_commitment_id FOREIGN KEY(commitment_id) REFERENCES commitment (id), 
	CONSTRAINT fk_dependency_on_id FOREIGN KEY(on_id) REFERENCES commitment (id), 
	CONSTRAINT uq_dependency_commitment_id_on_id UNIQUE (commitment_id, on_id)
);
INSERT INTO "dependency" VALUES(1,5,4,0);
INSERT INTO "dependency" VALUES(2,7,5,0);
INSERT INTO "dependency" VALUES(3,10,9,0);
INSERT INTO "dependency" VALUES(4,15,14,0);
CREATE TABLE event (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	agreement_id INTEGER NOT NULL, 
	"key" VARCHAR(60) NOT NULL, 
	name VARCHAR NOT NULL, 
	planned_at DATETIME, 
	actual_at DATETIME, 
	day_only BOOLEAN DEFAULT 1 NOT NULL, 
	commitment_id INTEGER, 
	source VARCHAR DEFAULT '' NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT fk_event_agreement_id FOREIGN KEY(agreement_id) REFERENCES agreement (id), 
	CONSTRAINT fk_event_commitment_id FOREIGN KEY(commitment_id) REFERENCES commitment (id), 
	CONSTRAINT uq_event_agreement_id_key UNIQUE (agreement_id, "key")
);
INSERT INTO "event" VALUES(1,1,'signing','Signing of the agreement',NULL,'2002-07-29 23:00:00.000000',1,NULL,'PA-X Peace Agreements Database, agreements 477 (Pretoria Agreement) and 1194 (programme of implementation)',2);
INSERT INTO "event" VALUES(2,1,'recommitment','The two presidents commit themselves anew',NULL,'2003-11-26 23:00:00.000000',1,NULL,'IRIN, 28 November 2003 (archived on a mailing list)',1);
INSERT INTO "event" VALUES(3,2,'signing','Signing of the package of measures',NULL,'2015-02-11 22:00:00.000000',1,NULL,'PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)',2);
INSERT INTO "event" VALUES(4,2,'ceasefire-day','First day of the ceasefire',NULL,'2015-02-14 22:00:00.000000',1,NULL,'PA-X Peace Agreements Database, agreement 1364 (text, in the Implementation Narratives Tracker)',1);
INSERT INTO "event" VALUES(5,2,'withdrawal-completed','Withdrawal of heavy weapons is completed',NULL,NULL,1,5,'',2);
INSERT INTO "event" VALUES(6,2,'local-elections','Local elections in the special-status area',NULL,NULL,1,NULL,'',1);
INSERT INTO "event" VALUES(7,2,'political-settlement','Comprehensive political settlement',NULL,NULL,1,NULL,'',1);
INSERT INTO "event" VALUES(8,3,'signing','Fifth ministerial meeting closes',NULL,'2024-10-11 23:00:00.000000',1,NULL,'PA-X Peace Agreements Database, agreement 2733 (Luanda process, fifth ministerial meeting), release of May 2026',2);
INSERT INTO "event" VALUES(9,3,'mechanism-launched','Reinforced verification mechanism launched in Goma',NULL,'2024-11-04 23:00:00.000000',1,13,'DRC News Today, 5 November 2024, on the launch of the reinforced verification mechanism',2);
INSERT INTO "event" VALUES(10,4,'signing','Signing',NULL,'2026-10-31 23:00:00.000000',1,NULL,'',1);
INSERT INTO "event" VALUES(11,4,'handover','Handover','2026-12-19 23:00:00.000000',NULL,1,NULL,'',1);
CREATE TABLE occurrence (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	commitment_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	deadline_number INTEGER DEFAULT 1 NOT NULL, 
	place INTEGER DEFAULT 0 NOT NULL, 
	arose_at DATETIME, 
	due_at DATETIME NOT NULL, 
	due_on DATE NOT NULL, 
	due_timed BOOLEAN DEFAULT 0 NOT NULL, 
	done_at DATETIME, 
	done_on DATE, 
	done_timed BOOLEAN DEFAULT 0 NOT NULL, 
	note VARCHAR DEFAULT '' NOT NULL, 
	source VARCHAR DEFAULT '' NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT fk_occurrence_commitment_id FOREIGN KEY(commitment_id) REFERENCES commitment (id), 
	CONSTRAINT uq_occurrence_commitment_id_number UNIQUE (commitment_id, number)
);
INSERT INTO "occurrence" VALUES(1,16,1,1,3,NULL,'2026-11-29 23:00:00.000000','2026-11-29',0,NULL,NULL,0,'','',1);
INSERT INTO "occurrence" VALUES(2,16,2,1,0,NULL,'2026-11-08 23:00:00.000000','2026-11-08',0,'2026-11-08 23:00:00.000000','2026-11-09',0,'','minutes',2);
INSERT INTO "occurrence" VALUES(3,16,3,1,1,NULL,'2026-11-15 23:00:00.000000','2026-11-15',0,NULL,NULL,0,'','',1);
INSERT INTO "occurrence" VALUES(4,16,4,1,2,NULL,'2026-11-22 23:00:00.000000','2026-11-22',0,NULL,NULL,0,'','',1);
INSERT INTO "occurrence" VALUES(5,17,1,1,0,'2026-11-21 08:00:00.000000','2026-11-23 08:00:00.000000','2026-11-23',1,NULL,NULL,0,'','',1);
CREATE TABLE party (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	code VARCHAR(20) NOT NULL, 
	name VARCHAR NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT uq_party_code UNIQUE (code)
);
INSERT INTO "party" VALUES(1,'DRC','Democratic Republic of the Congo','state',1);
INSERT INTO "party" VALUES(2,'RWA','Rwanda','state',1);
INSERT INTO "party" VALUES(3,'RSA','South Africa','state',1);
INSERT INTO "party" VALUES(4,'MONUC','UN Organization Mission in the DR Congo','body',1);
INSERT INTO "party" VALUES(5,'TPVM','Third Party Verification Mechanism (South Africa and UN)','body',1);
INSERT INTO "party" VALUES(6,'UKR','Ukraine','state',1);
INSERT INTO "party" VALUES(7,'ORDLO','Armed formations of certain areas of Donetsk and Luhansk','armed group',1);
INSERT INTO "party" VALUES(8,'RUS','Russia','state',1);
INSERT INTO "party" VALUES(9,'OSCE','Organization for Security and Co-operation in Europe','organisation',1);
INSERT INTO "party" VALUES(10,'FRA','France','state',1);
INSERT INTO "party" VALUES(11,'GER','Germany','state',1);
INSERT INTO "party" VALUES(12,'ANG','Angola','state',1);
INSERT INTO "party" VALUES(13,'GOV','Government of Kessar','state',1);
INSERT INTO "party" VALUES(14,'NF','Northern Front','armed group',1);
INSERT INTO "party" VALUES(15,'UN','United Nations','organisation',1);
CREATE TABLE process (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR(200) NOT NULL, 
	CONSTRAINT uq_process_name UNIQUE (name)
);
INSERT INTO "process" VALUES(1,'Pretoria (DRC–Rwanda)');
INSERT INTO "process" VALUES(2,'Minsk');
INSERT INTO "process" VALUES(3,'Luanda');
INSERT INTO "process" VALUES(4,'Kessar');
CREATE TABLE report (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	commitment_id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	day DATE NOT NULL, 
	timed BOOLEAN DEFAULT 0 NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	speaker_id INTEGER, 
	author VARCHAR(100) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	says VARCHAR(20), 
	status_to VARCHAR(20), 
	level INTEGER, 
	quantity INTEGER, 
	text VARCHAR DEFAULT '' NOT NULL, 
	source VARCHAR DEFAULT '' NOT NULL, 
	url VARCHAR DEFAULT '' NOT NULL, 
	grade VARCHAR DEFAULT '' NOT NULL, 
	corrects_id INTEGER, source_on DATE, file_name VARCHAR DEFAULT '' NOT NULL, file_digest VARCHAR(64) DEFAULT '' NOT NULL, 
	CONSTRAINT fk_report_commitment_id FOREIGN KEY(commitment_id) REFERENCES commitment (id), 
	CONSTRAINT fk_report_corrects_id FOREIGN KEY(corrects_id) REFERENCES report (id), 
	CONSTRAINT fk_report_speaker_id FOREIGN KEY(speaker_id) REFERENCES party (id)
);
INSERT INTO "report" VALUES(1,1,'2002-10-04 23:00:00.000000','2002-10-05',0,'2026-11-24 08:00:00.000000',2,'asel','status','done','done',NULL,23760,'Rwanda declared its withdrawal complete, 67 days after signing, and its strength at 23,760 soldiers.','IRIN, 5 December 2002: MONUC to verify the withdrawal of Rwandan troops','','',NULL,NULL,'','');
INSERT INTO "report" VALUES(2,1,'2002-10-04 23:00:00.000000','2002-10-05',0,'2026-11-24 08:00:00.000000',4,'asel','report','done',NULL,NULL,20941,'The mission reported the forces gone, but could count only 20,941 of the 23,760 declared. Rwanda put the missing 2,819 down to leave, training and other postings.','UN News 47602, October 2002: statement of the UN mission MONUC on the Rwandan withdrawal','','',NULL,NULL,'','');
INSERT INTO "report" VALUES(3,1,'2002-10-07 23:00:00.000000','2002-10-08',0,'2026-11-24 08:00:00.000000',1,'asel','report','not done',NULL,NULL,NULL,'The minister of state for defence charged Rwanda with leaving the missing 2,819 hidden in the Congo.','IRIN, Kinshasa, 9 October 2002: minister questions the completeness of the Rwandan withdrawal','','',NULL,NULL,'','');
INSERT INTO "report" VALUES(4,1,'2002-12-03 23:00:00.000000','2002-12-04',0,'2026-11-24 08:00:00.000000',4,'asel','report',NULL,NULL,NULL,NULL,'Observers were sent to Bukavu to look into reports that Rwandan soldiers were there again; the result is not in the sources read.','IRIN, 5 December 2002: MONUC to verify the withdrawal of Rwandan troops','','',NULL,NULL,'','');
INSERT INTO "report" VALUES(5,2,'2003-11-26 23:00:00.000000','2003-11-27',0,'2026-11-24 08:00:00.000000',NULL,'asel','status',NULL,'under way',NULL,NULL,'Thirteen months after the deadline the work was unfinished, and the two presidents set a new term of twelve months.','Mostly Africa, 27 November 2003, on the renewed commitment','','',NULL,NULL,'','');
INSERT INTO "report" VALUES(6,3,'2015-02-17 22:00:00.000000','2015-02-18',0,'2026-11-24 08:01:00.000000',9,'asel','status','not done','breached',NULL,NULL,'Monitors saw fighting go on in and around Debaltseve, less so elsewhere, on the fourth day of the ceasefire.','OSCE Special Monitoring Mission, daily report of 18 February 2015, osce.org 141866','','',NULL,NULL,'','');
INSERT INTO "report" VALUES(7,4,'2015-02-23 22:00:00.000000','2015-02-24',0,'2026-11-24 08:01:00.000000',9,'asel','report','could not verify',NULL,NULL,NULL,'The mission had still not been given inventories, routes or sites, so it had nothing to check against.','OSCE Special Monitoring Mission, statement of the chief monitor, 24 February 2015, osce.org 142611','','',NULL,NULL,'','');
INSERT INTO "report" VALUES(8,5,'2015-02-28 22:00:00.000000','2015-03-01',0,'2026-11-24 08:01:00.000000',7,'asel','status','done','under way',NULL,NULL,'The armed formations said that they had completed their part.','Sputnik (partisan), 10 March 2015, quoting the OSCE','','',NULL,NULL,'','');
INSERT INTO "report" VALUES(9,5,'2015-03-09 22:00:00.000000','2015-03-10',0,'2026-11-24 08:01:00.000000',9,'asel','report','could not verify',NULL,NULL,NULL,'The mission did not confirm the claim.','Sputnik (partisan), 10 March 2015, quoting the OSCE','','',NULL,NULL,'','');
INSERT INTO "report" VALUES(10,6,'2015-03-16 22:00:00.000000','2015-03-17',0,'2026-11-24 08:01:00.000000',6,'asel','status','done','done',NULL,NULL,'Parliament adopted the decision, three days late, making the status wait for elections under Ukrainian law.','Radio Free Europe/Radio Liberty, 17 March 2015','','',NULL,NULL,'','');
INSERT INTO "report" VALUES(11,6,'2015-03-18 22:00:00.000000','2015-03-19',0,'2026-11-24 08:01:00.000000',7,'asel','report','not done',NULL,NULL,NULL,'The other side rejected the terms as an attack on the Minsk agreement.','Meduza, 19 March 2015','','',NULL,NULL,'','');
INSERT INTO "report" VALUES(12,7,'2017-12-26 22:00:00.000000','2017-12-27',0,'2026-11-24 08:01:00.000000',NULL,'asel','status',NULL,'under way',1,NULL,'Exchange of 73 people for more than 200, the largest of the conflict up to then.','The New York Times and Reuters, as carried by The Straits Times, 27 December 2017','','',NULL,NULL,'','');
INSERT INTO "report" VALUES(13,7,'2019-12-28 22:00:00.000000','2019-12-29',0,'2026-11-24 08:01:00.000000',NULL,'asel','progress',NULL,NULL,1,NULL,'Another large exchange: Ukraine received 76 people and the other side said that it had received 120.','Baltic News Network, citing Reuters, 30 December 2019','','',NULL,NULL,'','');
INSERT INTO "report" VALUES(14,9,'2015-08-30 21:00:00.000000','2015-08-31',0,'2026-11-24 08:01:00.000000',NULL,'asel','status',NULL,'under way',NULL,NULL,'The amendments passed their first reading with 265 votes; 300 were needed for the last. Day not checked against a source.','Vestnik Kavkaza, 2015, on the first reading of the constitutional amendments','','',NULL,NULL,'','');
INSERT INTO "report" VALUES(15,9,'2016-09-06 21:00:00.000000','2016-09-07',0,'2026-11-24 08:01:00.000000',6,'asel','status','not done','stalled',NULL,NULL,'The president said that the constitution would not be changed before the security provisions were carried out.','Interfax-Ukraine, as carried by ConstitutionNet, 7 September 2016','','',NULL,NULL,'','');
INSERT INTO "report" VALUES(16,11,'2024-11-04 23:00:00.000000','2024-11-05',0,'2026-11-24 08:02:00.000000',NULL,'asel','note',NULL,NULL,NULL,NULL,'The officers must have been named by the launch at the latest; no source gives the day, so the status is left open.','DRC News Today, 5 November 2024, on the launch of the reinforced verification mechanism','','',NULL,NULL,'','');
INSERT INTO "report" VALUES(17,12,'2024-10-30 23:00:00.000000','2024-10-31',0,'2026-11-24 08:02:00.000000',NULL,'asel','status',NULL,'done',NULL,NULL,'Experts adopted the draft on 31 October, five days late. Ministers followed on 25 November.','Afriqu''Actu, 2 November 2024, on the concept of operations','','',NULL,NULL,'','');
INSERT INTO "report" VALUES(18,13,'2024-11-04 23:00:00.000000','2024-11-05',0,'2026-11-24 08:02:00.000000',12,'asel','status','done','done',NULL,NULL,'Launched in Goma on the last day allowed.','DRC News Today, 5 November 2024, on the launch of the reinforced verification mechanism','','',NULL,NULL,'','');
INSERT INTO "report" VALUES(19,14,'2026-11-19 23:00:00.000000','2026-11-20',0,'2026-11-24 08:16:00.000000',13,'asel','report','done',NULL,NULL,40,'40 of 100','Note 112','','',NULL,NULL,'','');
INSERT INTO "report" VALUES(20,14,'2026-11-24 08:17:00.000000','2026-11-24',1,'2026-11-24 08:17:00.000000',15,'asel','report','not done',NULL,NULL,20,'20 of 100','Note 114','','',NULL,'2026-11-19','','');
INSERT INTO "report" VALUES(21,15,'2026-11-24 08:18:00.000000','2026-11-24',1,'2026-11-24 08:18:00.000000',14,'asel','report','denies',NULL,NULL,NULL,'Not ours to do.','','','',NULL,NULL,'','');
INSERT INTO "report" VALUES(22,19,'2026-11-24 08:19:00.000000','2026-11-24',1,'2026-11-24 08:19:00.000000',NULL,'asel','status',NULL,'under way',NULL,NULL,'','','','',NULL,NULL,'','');
INSERT INTO "report" VALUES(23,18,'2026-11-09 23:00:00.000000','2026-11-10',0,'2026-11-24 08:21:00.000000',NULL,'asel','status',NULL,'done',NULL,NULL,'Handed over.','letter 7','','',NULL,NULL,'','');
CREATE TABLE saved_view (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR(60) NOT NULL, 
	filter VARCHAR DEFAULT '' NOT NULL, 
	sort VARCHAR DEFAULT '' NOT NULL, 
	slot INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, "view" VARCHAR(20) DEFAULT 'list' NOT NULL, descending BOOLEAN DEFAULT 0 NOT NULL, columns VARCHAR DEFAULT '' NOT NULL, 
	CONSTRAINT uq_saved_view_name UNIQUE (name)
);
INSERT INTO "saved_view" VALUES(1,'Late','overdue','left',7,2,'list',0,'');
CREATE INDEX ix_change_target_id ON change (target_id);
CREATE INDEX ix_change_item_change_id ON change_item (change_id);
CREATE INDEX ix_change_item_commitment_id_change_id ON change_item (commitment_id, change_id);
CREATE INDEX ix_agreement_party_party_id ON agreement_party (party_id);
CREATE INDEX ix_commitment_agreement_urgency ON commitment (agreement_id, withdrawn, band, due_at, id);
CREATE INDEX ix_commitment_parent_id ON commitment (parent_id);
CREATE INDEX ix_commitment_code_order ON commitment (withdrawn, agreement_id, number, id);
CREATE INDEX ix_commitment_done ON commitment (withdrawn, status, done_at, id);
CREATE INDEX ix_commitment_owners ON commitment (withdrawn, owners, band, due_at, id);
CREATE INDEX ix_commitment_status ON commitment (withdrawn, status, band, due_at, id);
CREATE INDEX ix_commitment_theme ON commitment (withdrawn, theme, band, due_at, id);
CREATE INDEX ix_commitment_urgency ON commitment (withdrawn, band, due_at, id);
CREATE INDEX ix_commitment_verification ON commitment (withdrawn, verification, band, due_at, id);
CREATE INDEX ix_commitment_search ON commitment (withdrawn, band, due_at, id, search);
CREATE INDEX ix_commitment_title ON commitment (withdrawn, title, id);
CREATE INDEX ix_commitment_party_party_id ON commitment_party (party_id);
CREATE INDEX ix_dependency_on_id ON dependency (on_id);
CREATE INDEX ix_event_commitment_id ON event (commitment_id);
CREATE INDEX ix_report_commitment_id_at ON report (commitment_id, at);
CREATE INDEX ix_report_speaker_id ON report (speaker_id);
CREATE INDEX ix_deadline_anchor_commitment_id ON deadline_anchor (commitment_id);
CREATE INDEX ix_deadline_anchor_deadline_id ON deadline_anchor (deadline_id);
CREATE INDEX ix_deadline_anchor_event_id ON deadline_anchor (event_id);
CREATE INDEX ix_occurrence_due_at ON occurrence (due_at);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('party',15);
INSERT INTO "sqlite_sequence" VALUES('process',4);
INSERT INTO "sqlite_sequence" VALUES('agreement',4);
INSERT INTO "sqlite_sequence" VALUES('event',11);
INSERT INTO "sqlite_sequence" VALUES('agreement_party',17);
INSERT INTO "sqlite_sequence" VALUES('commitment',19);
INSERT INTO "sqlite_sequence" VALUES('commitment_party',62);
INSERT INTO "sqlite_sequence" VALUES('deadline',22);
INSERT INTO "sqlite_sequence" VALUES('deadline_anchor',15);
INSERT INTO "sqlite_sequence" VALUES('report',23);
INSERT INTO "sqlite_sequence" VALUES('dependency',4);
INSERT INTO "sqlite_sequence" VALUES('occurrence',5);
INSERT INTO "sqlite_sequence" VALUES('saved_view',1);
COMMIT;
