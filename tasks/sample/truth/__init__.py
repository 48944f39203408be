"""What is true of the region, counted from the generator's own arrays; and the proof that just what was planted is.

Kinds of schools are filed under the later year of a pair, all others under their own year. Ids: a school's login;
[login, participant code, class]; [login, branch]; [login, class]; [grade, subject, element's code];
[login, staff code, «ВПР» or the exam, subject, class]. A kind «…_just_under» or «…_just_over» is of look-alikes: one
step short of being listed, and never to be.
"""
