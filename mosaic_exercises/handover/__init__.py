"""Hand-ins to the instructor and pages back to the learners, over folders: a shared disk, a hub's homes, a service.

``hand_ins`` keeps what came, version by version; ``collect`` fetches it out of learners' folders; ``returning`` puts
pages into them; ``drop`` is the learner's end. Whose a file is, is told by the folder that it lies in (or by who is
logged in), never by what stands in the file. Nothing here shows anything or knows a course.
"""
